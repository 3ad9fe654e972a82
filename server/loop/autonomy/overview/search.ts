import { permitted } from '#server/governed.ts'
import type { Actor } from '#server/identity/index.ts'
import { lineOf } from '#server/loop/change/index.ts'
import { pipeline } from '#server/loop/change/vocabulary.ts'
import { inBatches } from '#server/platform/in-batches.ts'
import { changesOnPage, wordsSought } from './numbers.ts'
import { EveryFound, SearchChanges } from './schemas.ts'
import { type ChangesAsked, changeServices, countChanges, pageOfChanges } from './store.ts'
import { type FoundChanges, type Standing, standings } from './vocabulary.ts'

/** Changes by their words, tier, service and standing, in all there are, newest first and a page at a time. */
export const searchChanges = permitted(
  'change.read',
  SearchChanges,
  async (from, { before, ...input }, actor): Promise<FoundChanges> => {
    const asked = askedOf(input, actor)
    const [rows, matching, total, services] = await Promise.all([
      pageOfChanges(from, asked, changesOnPage + 1, before && !control.test(before) ? before : null),
      countChanges(from, asked),
      countChanges(from, {}),
      changeServices(from),
    ])
    const changes = rows.slice(0, changesOnPage).map(lineOf)
    const older = rows.length > changesOnPage ? (changes.at(-1)?.id ?? null) : null
    return { changes, matching, total, services, older }
  },
)

/** All that a search finds, newest first, read as they are taken. */
export const everyFound = permitted('change.read', EveryFound, async (from, input, actor) => {
  const asked = askedOf(input, actor)
  return inBatches(
    async (after: string | null, many) => (await pageOfChanges(from, asked, many, after)).map(lineOf),
    ({ id }) => id,
  )
})

const onTheWay: readonly string[] = pipeline.flatMap(({ states }) => states)

/** No name holds one, and the database refuses some of them. */
const control = /\p{Cc}/u

function askedOf({ q, tier, service, standing, by }: Omit<SearchChanges, 'before'>, actor: Actor): ChangesAsked {
  const me = actor.kind === 'person' ? actor.id : ''
  if (standing !== null && !isStanding(standing)) return { nothing: true }
  if ([tier, service, by].some((name) => control.test(name ?? ''))) return { nothing: true }
  return {
    words: (q ?? '')
      .split(/[\s\p{Cc}]+/u)
      .filter(Boolean)
      .slice(0, wordsSought),
    ...(tier === null ? {} : { tier }),
    ...(service === null ? {} : { service }),
    ...(by === null ? {} : { requesterId: by === 'mine' ? me : by }),
    ...(standing === null ? {} : statesOf(standing)),
  }
}

const isStanding = (word: string): word is Standing => (standings as readonly string[]).includes(word)

function statesOf(standing: Standing): Pick<ChangesAsked, 'states' | 'statesNot'> {
  if (standing === 'underway') return { states: onTheWay }
  return standing === 'delivered' ? { states: ['delivered'] } : { statesNot: [...onTheWay, 'delivered'] }
}
