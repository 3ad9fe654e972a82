export { type Filling, fillLedger } from './fill.ts'
export { type BenchOptions, benchLedger, type LedgerBench } from './measure.ts'
