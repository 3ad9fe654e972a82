import type { Diagram } from './diagram.ts'

/** From every part the next one by arrow key: a tree over the arrows, in which each part is reached exactly once. */
export interface Walk {
  first: string | null
  above: ReadonlyMap<string, string | null>
  below: ReadonlyMap<string | null, readonly string[]>
}

export type Step = 'out' | 'in' | 'before' | 'after'

export function walkOf(diagram: Diagram): Walk {
  const above = new Map<string, string | null>()
  const below = new Map<string | null, string[]>([[null, []]])
  const reach = (id: string, from: string | null) => {
    if (above.has(id)) return
    above.set(id, from)
    below.set(from, [...(below.get(from) ?? []), id])
    reached.push(id)
  }
  const reached: string[] = []
  const spread = () => {
    for (let id = reached.shift(); id !== undefined; id = reached.shift())
      for (const next of nextTo(diagram, id)) reach(next, id)
  }
  for (const { id } of diagram.parts.filter((part) => startsHere(diagram, part))) reach(id, null)
  spread()
  // Parts that only reach each other in a circle start at the first of them.
  for (const { id } of diagram.parts) {
    reach(id, null)
    spread()
  }
  return { first: below.get(null)?.[0] ?? null, above, below }
}

/** Where a step leads; where there is nothing in that direction, one stays. */
export function step({ above, below }: Walk, at: string, direction: Step): string {
  const parent = above.get(at) ?? null
  if (direction === 'in') return parent ?? at
  if (direction === 'out') return below.get(at)?.[0] ?? at
  const siblings = below.get(parent) ?? []
  const next = siblings.indexOf(at) + (direction === 'after' ? 1 : -1)
  return siblings[next] ?? at
}

function nextTo({ parts, links }: Diagram, id: string): string[] {
  const linked = links.filter(({ from }) => from === id).map(({ to }) => to)
  const inside = parts.filter(({ within }) => within === id).map((part) => part.id)
  return [...linked, ...inside]
}

function startsHere({ links }: Diagram, { id, within }: Diagram['parts'][number]): boolean {
  return within === null && !links.some(({ to }) => to === id)
}
