import type { DesignSpec } from '#server/loop/designs/schemas.ts'

export type PartKind = DesignSpec['components'][number]['kind'] | 'operation' | 'entity'

/** A box of the diagram. Operations stand inside the API, entities inside the database, when there is exactly one. */
export interface Part {
  id: string
  kind: PartKind
  name: string
  within: string | null
}

export interface Link {
  id: string
  from: string
  to: string
  protocol: string
}

export interface Diagram {
  parts: readonly Part[]
  links: readonly Link[]
}

type Drawn = Pick<DesignSpec, 'components' | 'relations' | 'operations' | 'entities'>

/** What a design consists of and how it hangs together. Nothing is drawn that the design does not say. */
export function diagramOf(design: Drawn): Diagram {
  const known = new Set(design.components.map(({ id }) => id))
  const api = onlyOf(design, 'api')
  const database = onlyOf(design, 'database')
  return {
    parts: [
      ...design.components.map(({ id, kind, name }) => ({ id, kind, name, within: null })),
      ...unique(design.operations).map((name) => inner('operation', name, api)),
      ...unique(design.entities.map(({ name }) => name)).map((name) => inner('entity', name, database)),
    ],
    links: design.relations
      .filter(({ from, to }) => known.has(from) && known.has(to))
      .map((relation, index) => ({ id: `link ${index}`, ...relation })),
  }
}

function onlyOf({ components }: Drawn, kind: PartKind): string | null {
  const [first, second] = components.filter((component) => component.kind === kind)
  return first && !second ? first.id : null
}

/** No component's id holds a space, so these cannot be taken for one. */
function inner(kind: 'operation' | 'entity', name: string, within: string | null): Part {
  return { id: `${kind} ${name}`, kind, name, within }
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)]
}
