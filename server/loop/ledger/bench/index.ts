export { type Filling, fillLedger } from './fill.ts'
export type { BenchWitnesses } from './include.ts'
export { type BenchOptions, benchLedger, type LedgerBench } from './measure.ts'
