'use client'
import { Bot, ClockAlert, FlaskConical, type LucideIcon, OctagonX } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import * as en from '#components/messages/en.ts'
import { duration } from '#components/messages/time.ts'
import { classes } from '#components/ui/classes.ts'
import type { Tone } from '#components/ui/tag.tsx'
import { useMe } from './me.tsx'
import { useStanding } from './standing.tsx'

/** Beside the others where there is room; what stops everything has a line of its own. */
function Banner(props: { tone: Tone; icon: LucideIcon; whole?: boolean; children: ReactNode }) {
  const { icon: Icon } = props
  return (
    <div
      data-tone={props.tone}
      className={classes(
        'toned flex grow items-start gap-2.5 border-b px-4 py-2 text-small sm:px-8',
        props.whole && 'basis-full',
      )}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <p className="text-ink">{props.children}</p>
    </div>
  )
}

/** What must never be overlooked on any page: a halt, practice, a moved clock, a stand-in. */
export function Banners() {
  const { clock, haltedGlobal, haltedServices, scripted } = useStanding()
  const { practice } = useMe()
  const services = haltedServices.join(', ')
  return (
    <div role="region" aria-label={en.shell.standing} className="flex flex-wrap">
      {(haltedGlobal || services) && (
        <Banner tone="bad" icon={OctagonX} whole>
          <strong className="font-semibold">
            {haltedGlobal ? en.shell.haltedGlobal : en.shell.haltedServices(services)}
          </strong>{' '}
          {en.shell.haltedStill}{' '}
          <Link href="/halt" className="font-medium underline underline-offset-2">
            {en.shell.haltedLink}
          </Link>
        </Banner>
      )}
      {clock.movable && (
        <Banner tone="warn" icon={ClockAlert}>
          {clock.offsetMs > 0 ? en.shell.clock(duration(clock.offsetMs)) : en.shell.clockMovable}
        </Banner>
      )}
      {scripted && (
        <Banner tone="warn" icon={Bot}>
          {en.shell.scripted}
        </Banner>
      )}
      {practice && (
        <Banner tone="note" icon={FlaskConical}>
          {en.shell.practice}
        </Banner>
      )}
    </div>
  )
}
