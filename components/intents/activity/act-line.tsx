import Link from 'next/link'
import { actFacts } from '#components/messages/en/act-facts.ts'
import * as en from '#components/messages/en.ts'
import { PersonName } from '#components/people/names.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { ActOfStory } from './acts.ts'
import type { ToldAct } from './groups.ts'

const words = en.activity
const facts = actFacts()

/** One act: what happened, what came with it, who did it, and where the ledger has it. */
export function ActLine({ act }: { act: ToldAct }) {
  const details = detailsOf(act)
  return (
    <li
      data-cursor={act.cursor}
      data-tone={act.weight === 'failure' ? 'bad' : undefined}
      className="arriving grid grid-cols-[1fr_auto] gap-x-4 gap-y-0.5 border-t border-line px-5 py-2.5 first:border-t-0 data-tone:border-l-4 data-tone:border-l-(--tone) data-tone:pl-4"
    >
      <span className="min-w-0 font-medium">{sentenceOf(act)}</span>
      <span className="text-right text-small text-muted">
        <Moment at={act.at} />
      </span>
      {details && <span className="col-span-2 min-w-0 text-small text-muted">{details}</span>}
      <span className="col-span-2 text-micro text-muted">
        <PersonName id={act.actor} /> · <Entries act={act} />
      </span>
    </li>
  )
}

function Entries({ act: { entries, entryId } }: { act: ToldAct }) {
  if (entryId === null) return words.entries(entries)
  return (
    <Link
      href={`/ledger/${entryId}`}
      prefetch={false}
      className="inline-flex min-h-6 items-center underline decoration-line underline-offset-4 hover:text-ink"
    >
      {words.entries(entries)}
    </Link>
  )
}

function sentenceOf({ event, began, entries, detail }: ActOfStory): string {
  if (detail.restored === true) return words.restored
  const known: Readonly<Record<string, string | undefined>> = words.events
  const begun: Readonly<Record<string, string | undefined>> = words.begun
  return (began && begun[event]) || known[event] || words.recorded(entries[0]?.[0] ?? event)
}

/** The few facts that came with it, in words: no one's own words are among them. Digests in short. */
function detailsOf({ detail }: ActOfStory): string {
  const names = [...new Set([...Object.keys(facts), ...Object.keys(detail)])]
  return names
    .flatMap((name) => factOf(name, detail[name]) ?? [])
    .map(shortened)
    .join(' · ')
}

function factOf(name: string, fact: string | number | boolean | null | undefined): string | null {
  if (fact === null || fact === undefined || fact === '') return null
  const told = facts[name]
  return told ? told(fact) : `${name}: ${fact}`
}

const shortened = (value: string) =>
  value.replaceAll(/(?:sha256:)?[0-9a-f]{24,}/g, (digest) => `${digest.replace('sha256:', '').slice(0, 10)}…`)
