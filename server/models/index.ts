export { type Asking, ask, type ModelCall, type Question } from './ask.ts'
export { type CallContext, generationEntries } from './entries.ts'
