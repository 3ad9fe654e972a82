import type { DataTag, QueryClient } from '@tanstack/react-query'
import { type Follower, gathered } from '#components/live/following.ts'
import type { Happening } from '#server/live/vocabulary.ts'

type StoryKey = DataTag<readonly unknown[], Happening[], unknown>

/** Keeps every row that was read true: what happens to a change refreshes what was read of it. */
export function storeFollower(queries: QueryClient, storyOf: (changeId: string) => StoryKey): Follower {
  const touched = new Set<string>()
  const refresh = gathered(() => {
    const ids = [...touched]
    touched.clear()
    void queries.invalidateQueries({ predicate: ({ queryKey }) => concerns(queryKey, ids) })
  })
  return {
    heard(happening) {
      const { changeId } = happening
      if (changeId) {
        touched.add(changeId)
        queries.setQueryData(storyOf(changeId), (known) => known && appended(known, happening))
      }
      refresh.soon()
    },
    readAnew: async () => await queries.refetchQueries({ type: 'active' }, { throwOnError: true }),
  }
}

function appended(known: readonly Happening[], happening: Happening): Happening[] {
  return known.some(({ cursor }) => cursor === happening.cursor) ? [...known] : [...known, happening]
}

/** Rows of these routers are about everything, so anything may change them. */
const aboutEverything: ReadonlySet<string> = new Set(['halt', 'status'])
const lists: ReadonlySet<string> = new Set(['inbox', 'list', 'search', 'decisions', 'governed'])

function concerns(queryKey: readonly unknown[], changeIds: readonly string[]): boolean {
  const [path, asked] = queryKey as [readonly string[], { input?: unknown } | undefined]
  const [router = '', verb = ''] = path
  if (router === 'live') return false
  if (aboutEverything.has(router) || lists.has(verb)) return true
  const input = JSON.stringify(asked?.input ?? '')
  return router === 'approvals' || changeIds.some((id) => input.includes(id))
}
