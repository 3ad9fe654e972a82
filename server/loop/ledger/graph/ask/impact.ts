import { permitted } from '#server/governed.ts'
import { askIndex } from '../csr/ask-index.ts'
import { AskImpact, AskPath } from '../schemas.ts'
import type { FoundPath, Impact } from '../vocabulary.ts'
import { boundOf } from './bound.ts'
import { limited } from './limited.ts'
import { type Started, startsOf } from './starts.ts'
import { drawn } from './walk.ts'

/** Everything that came out of something, however far: counted, and the nearest of it named. */
export const impactOf = permitted('ledger.read', AskImpact, async (database, { of, limit, asOf }): Promise<Impact> => {
  const from = limited(database)
  const { bound, reflects } = await boundOf(from, asOf)
  const starts = await startsOf(from, of, bound)
  const { reach } = await askIndex({ ask: 'reach', starts, bound, limit })
  const { reached = 0, entries = [], deepest = 0, nearest = [] } = reach ?? {}
  const depths = new Map(nearest.map(({ node, depth }) => [node, depth]))
  const { nodes } = await drawn(from, { depths, steps: [], direction: 'down' })
  return { reached, entries, deepest, nearest: nodes, reflects }
})

/** How one thing came out of another, by the fewest steps, whichever of the two was first. */
export const pathOf = permitted('ledger.read', AskPath, async (database, asked): Promise<FoundPath> => {
  const from = limited(database)
  const { bound, reflects } = await boundOf(from, asked.asOf)
  const one = await startsOf(from, asked.from, bound)
  const other = await startsOf(from, asked.to, bound)
  const there = await steps(one, goalsOf(asked.to, other), bound)
  const found = there.length > 0 ? there : await steps(other, goalsOf(asked.from, one), bound)
  const nodes = [...new Set(found.flatMap(({ source, target }) => [source, target]))]
  const depths = new Map(nodes.map((node, at) => [node, at]))
  const drawable = found.map(({ source, target, place }) => ({ node: target, via: source, place }))
  return { ...(await drawn(from, { depths, steps: drawable, direction: 'down' })), reflects }
})

const steps = async (starts: readonly number[], ends: readonly number[], bound: number) =>
  (await askIndex({ ask: 'path', starts, ends, bound })).path ?? []

/** A way to an entry ends at the entry, not at what it speaks of: its own digest is the first of its nodes. */
const goalsOf = (of: Started, nodes: readonly number[]) => ('entryId' in of ? nodes.slice(0, 1) : nodes)
