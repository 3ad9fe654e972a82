import type { Direction, Graph, Layout, Place } from '#components/graph/layered.ts'
import type { Diagram, Part } from './diagram.ts'

const box = { width: 200, head: 56 } as const
const row = { inset: 8, height: 30, gap: 6 } as const
/** Wide enough for the letters of an arrow's label at its size. */
const label = { perLetter: 6.4, height: 20 } as const

const options = {
  'elk.spacing.nodeNode': '28',
  'elk.layered.spacing.nodeNodeBetweenLayers': '24',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  'elk.padding': '[top=4,left=4,bottom=4,right=4]',
}

/** The boxes of a diagram, each as large as what stands inside it asks for, and its arrows. */
export function graphOf({ parts, links }: Diagram, direction: Direction): Graph {
  return {
    direction,
    options,
    boxes: parts.filter(({ within }) => within === null).map((part) => ({ id: part.id, ...sizeOf(parts, part) })),
    arrows: links.map(({ id, from, to, protocol }) => ({
      ...{ id, from, to },
      label: { text: protocol, width: protocol.length * label.perLetter, height: label.height },
    })),
  }
}

/** The same with what stands inside another part, placed relative to it. */
export function withRows({ parts }: Diagram, { width, height, places }: Layout): Layout {
  const rows = parts
    .filter(({ within }) => within !== null)
    .map((part) => [part.id, rowPlace(inside(parts, part.within).indexOf(part))] as const)
  return { width, height, places: new Map([...places, ...rows]) }
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
