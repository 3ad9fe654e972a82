import * as en from '#components/messages/en.ts'
import { Digest } from '#components/ui/digest.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { HeadLine } from '#server/loop/ledger/browse/vocabulary.ts'

const words = en.ledger

/** How the tree stands: its size, what waits, and the root that commits to all of it. */
export function HeadPanel({ head }: { head: HeadLine | null }) {
  return (
    <Panel title={words.head}>
      {head ? (
        <div className="flex flex-wrap items-start gap-x-10 gap-y-3">
          <div>
            <p className="text-title font-semibold tracking-tight">{words.headSize(head.size)}</p>
            {head.witnessed && (
              <p className="text-small text-muted">
                {words.headWitnessed(head.witnessed.size, head.witnessed.outside)}
              </p>
            )}
            {head.waiting > 0 && <p className="text-small text-muted">{words.headWaiting(head.waiting)}</p>}
          </div>
          <Facts
            of={[
              [words.headRoot, <Digest key="root" value={head.root} length={20} />],
              [
                words.headOrigin,
                <code key="origin" className="break-all">
                  {head.origin}
                </code>,
              ],
            ]}
          />
        </div>
      ) : (
        <p className="text-muted">{words.headNone}</p>
      )}
    </Panel>
  )
}
