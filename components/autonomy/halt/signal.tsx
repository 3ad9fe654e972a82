import { CirclePlay, OctagonX } from 'lucide-react'
import * as en from '#components/messages/en.ts'

const words = en.halt

/** One glance: may automation act? */
export function Signal({ status }: { status: { globalHalted: boolean; haltedServices: readonly string[] } }) {
  const services = status.haltedServices.join(', ')
  const [title, why] = status.globalHalted
    ? [words.haltedGlobal, words.haltedGlobalWhy]
    : services
      ? [words.haltedService(services), words.haltedServiceWhy]
      : [words.running, words.runningWhy]
  const halted = status.globalHalted || services !== ''
  const Icon = halted ? OctagonX : CirclePlay
  return (
    <div
      role="status"
      data-tone={halted ? 'bad' : 'good'}
      className="toned flex items-center gap-4 rounded-panel border px-5 py-5"
    >
      <Icon aria-hidden className="size-9 shrink-0" strokeWidth={1.5} />
      <div>
        <p className="text-display font-semibold tracking-tight">{title}</p>
        <p className="text-ink">{why}</p>
      </div>
    </div>
  )
}
