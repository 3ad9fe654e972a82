import * as en from '#components/messages/en.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import type { FilterOption } from '#components/ui/filter.ts'
import { addressOf, FilterLinks } from '#components/ui/filter-links.tsx'
import { SearchBox } from '#components/ui/search-box.tsx'
import { type FoundChanges, standings } from '#server/loop/autonomy/overview/vocabulary.ts'
import type { AskedIntents } from './asked.ts'

const words = en.intentList

export const listPath = '/intents'

const standingOptions = standings.map((value) => ({ value, label: words.standings[value] }))
const tierOptions = Object.entries(en.changes.tiers).map(([value, label]) => ({ value, label }))
const byOptions = [{ value: 'mine', label: words.mine }]

interface Props {
  asked: AskedIntents
  found: FoundChanges
}

/** The search and the questions the list can be asked. Another question begins at the newest again. */
export function IntentFilters({ asked, found }: Props) {
  const fromTop = { ...asked, before: null }
  const services = found.services.map((value) => ({ value, label: value }))
  const question = (label: string, name: keyof AskedIntents, options: readonly FilterOption[]) => (
    <FilterLinks label={label} path={listPath} name={name} asked={fromTop} options={options} />
  )
  const { q: _q, ...kept } = fromTop
  return (
    <div className="mb-4 grid gap-2">
      <SearchBox
        id="find-intent"
        path={listPath}
        label={words.find}
        hint={words.findHint}
        typed={asked.q}
        kept={kept}
      />
      {question(words.standing, 'standing', standingOptions)}
      {question(words.tier, 'tier', tierOptions)}
      {services.length > 1 && question(words.service, 'service', services)}
      {question(words.by, 'by', byOptions)}
    </div>
  )
}

/** How many there are, and the way to older ones and back. */
export function IntentPages({ asked, found: { changes, matching, total, older } }: Props) {
  if (changes.length === 0 && asked.before === null) return null
  return (
    <nav aria-label={words.pages} className="mt-3 flex flex-wrap items-center justify-between gap-3">
      <p role="status" className="text-small text-muted">
        {words.shown(changes.length, matching, total)}
      </p>
      <span className="flex gap-2">
        {asked.before !== null && (
          <ButtonLink href={addressOf(listPath, { ...asked, before: null })}>{words.newest}</ButtonLink>
        )}
        {older !== null && (
          <ButtonLink href={addressOf(listPath, { ...asked, before: older })}>{words.older}</ButtonLink>
        )}
      </span>
    </nav>
  )
}
