import { isSame, type Relation } from '#server/loop/designs/edit/index.ts'
import type { DesignSpec } from '#server/loop/designs/schemas.ts'
import { diagramOf, type Part } from '../diagram.ts'

type Content =
  | { kind: 'component'; component: DesignSpec['components'][number]; holds: number; isFolded: boolean }
  | { kind: 'connection'; relation: Relation; within: string | null }
  | { kind: 'held'; part: Part; within: string | null }

/** Its key is a component's id, a part of the diagram, or a connection in words. */
type Unplaced = Content & { key: string }

/** One row of the outline: a component, and below it what it reaches and what it holds. */
export type Row = Unplaced & {
  level: 1 | 2
  /** Where it stands among its siblings, from one. */
  position: number
  siblings: number
}

/** The outline of a design, row by row. Everything that can be removed has a row, also what is wrong. */
export function rowsOf(spec: DesignSpec, folded: ReadonlySet<string>): Row[] {
  const { parts } = diagramOf(spec)
  const held = parts.filter(({ kind }) => kind === 'operation' || kind === 'entity')
  const inside = (id: string): Unplaced[] => [
    ...connectionsOf(spec, (from) => from === id).map((each) => ({ ...each, within: id })),
    ...held
      .filter(({ within }) => within === id)
      .map((part) => ({ kind: 'held', key: part.id, part, within: id }) as const),
  ]
  const known = (id: string) => spec.components.some((component) => component.id === id)
  const outer: Unplaced[] = [
    ...spec.components.map((component) => {
      const { id } = component
      return { kind: 'component', key: id, component, holds: inside(id).length, isFolded: folded.has(id) } as const
    }),
    ...connectionsOf(spec, (from) => !known(from)).map((each) => ({ ...each, within: null })),
    ...held
      .filter(({ within }) => within === null)
      .map((part) => ({ kind: 'held', key: part.id, part, within: null }) as const),
  ]
  return placed(outer, 1).flatMap((row) =>
    row.kind === 'component' && !row.isFolded ? [row, ...placed(inside(row.key), 2)] : [row],
  )
}

/** What a key stands for, whether its row is shown or folded away. */
export function rowOf(spec: DesignSpec, key: string | null): Row | null {
  return rowsOf(spec, new Set()).find((row) => row.key === key) ?? null
}

/** Where the choice goes when its row is gone: to the row that took its place, else the last. */
export function rowAfter(before: readonly Row[], after: readonly Row[], key: string): string | null {
  if (after.some((row) => row.key === key)) return key
  const at = before.findIndex((row) => row.key === key)
  const still = before.slice(at + 1).find((row) => after.some((other) => other.key === row.key))
  return still?.key ?? after.at(-1)?.key ?? null
}

function connectionsOf({ relations }: DesignSpec, isFrom: (from: string) => boolean) {
  return relations.flatMap((relation, index) => {
    if (!isFrom(relation.from)) return []
    const earlier = relations.slice(0, index).filter((each) => isSame(each, relation)).length
    return [{ kind: 'connection', key: connectionKey(relation, earlier), relation } as const]
  })
}

/** No component's id holds a space, so it cannot be taken for one. */
export function connectionKey({ from, to, protocol }: Relation, earlier = 0): string {
  return `${from} to ${to} by ${protocol}${earlier > 0 ? ` ${earlier}` : ''}`
}

function placed(rows: readonly Unplaced[], level: 1 | 2): Row[] {
  return rows.map((row, index) => ({ ...row, level, position: index + 1, siblings: rows.length }))
}
