import ELK, { type ElkNode } from 'elkjs/lib/elk-api.js'
import type { Diagram, Part } from './diagram.ts'

export type Direction = 'RIGHT' | 'DOWN'

export interface Place {
  x: number
  y: number
  width: number
  height: number
}

export interface Layout {
  width: number
  height: number
  /** By part. What stands inside another part is placed relative to it. */
  places: ReadonlyMap<string, Place>
}

/** How long a layout may take. When it elapses its worker is ended and the outline stands alone. */
export const layoutDeadlineMs = 5_000

const box = { width: 200, head: 56 } as const
const row = { inset: 8, height: 30, gap: 6 } as const
/** Wide enough for the letters of an arrow's label at its size. */
const label = { perLetter: 6.4, height: 20 } as const

const options = {
  'elk.algorithm': 'layered',
  'elk.spacing.nodeNode': '28',
  'elk.layered.spacing.nodeNodeBetweenLayers': '24',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  'elk.padding': '[top=4,left=4,bottom=4,right=4]',
}

/** Places every part, or rejects when the layout fails or is given up. The worker ends either way. */
export async function layOut(
  diagram: Diagram,
  direction: Direction,
  newWorker: () => Worker,
  givenUp: AbortSignal,
): Promise<Layout> {
  const elk = new ELK({ workerFactory: newWorker, algorithms: ['layered'] })
  const end = Promise.withResolvers<never>()
  givenUp.addEventListener('abort', () => end.reject(givenUp.reason), { once: true })
  try {
    const placed = await Promise.race([elk.layout(graphOf(diagram, direction)), end.promise])
    return read(diagram, placed)
  } finally {
    elk.terminateWorker()
  }
}

function graphOf({ parts, links }: Diagram, direction: Direction): ElkNode {
  return {
    id: 'design',
    layoutOptions: { ...options, 'elk.direction': direction },
    children: parts.filter(({ within }) => within === null).map((part) => ({ id: part.id, ...sizeOf(parts, part) })),
    edges: links.map(({ id, from, to, protocol }) => ({
      id,
      sources: [from],
      targets: [to],
      labels: [{ text: protocol, width: protocol.length * label.perLetter, height: label.height }],
    })),
  }
}

function read({ parts }: Diagram, placed: ElkNode): Layout {
  const outer = (placed.children ?? []).map(
    ({ id, x = 0, y = 0, width = 0, height = 0 }) => [id, { x, y, width, height }] as const,
  )
  const rows = parts
    .filter(({ within }) => within !== null)
    .map((part) => [part.id, rowPlace(inside(parts, part.within).indexOf(part))] as const)
  return { width: placed.width ?? 0, height: placed.height ?? 0, places: new Map([...outer, ...rows]) }
}

function inside(parts: readonly Part[], id: string | null): Part[] {
  return parts.filter(({ within }) => within === id)
}

function sizeOf(parts: readonly Part[], { id }: Part): { width: number; height: number } {
  const rows = inside(parts, id).length
  return { width: box.width, height: box.head + rows * (row.height + row.gap) + (rows > 0 ? row.inset - row.gap : 0) }
}

function rowPlace(index: number): Place {
  return {
    x: row.inset,
    y: box.head + index * (row.height + row.gap),
    width: box.width - 2 * row.inset,
    height: row.height,
  }
}
