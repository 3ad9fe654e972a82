export type { GraphSize } from './fill.ts'
export { benchLineage, type LineageBench, lastOfRun, nodeDigest, timed } from './measure.ts'
