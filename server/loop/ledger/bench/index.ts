export { type BenchOptions, benchLedger, type LedgerBench } from './measure.ts'
