import type { Graph } from '#components/graph/layered.ts'
import type { Drawing } from './drawing.ts'

/** Every entry is drawn in this size, so that it can be laid out before it is drawn. */
export const entrySize = { width: 232, height: 68 } as const
export const foldSize = { width: 232, height: 40 } as const

const options = {
  'elk.spacing.nodeNode': '12',
  'elk.layered.spacing.nodeNodeBetweenLayers': '56',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.separateConnectedComponents': 'true',
}

/** A drawing as boxes and arrows that can be laid out. */
export function graphOf({ entries, folds, arrows }: Drawing): Graph {
  return {
    direction: 'RIGHT',
    options,
    boxes: [
      ...entries.map(({ entryId }) => ({ id: entryId, ...entrySize })),
      ...folds.map(({ id }) => ({ id, ...foldSize })),
    ],
    arrows,
  }
}
