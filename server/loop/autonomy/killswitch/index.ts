export { clear } from './clear.ts'
export { haltEffect } from './effect.ts'
export { engage } from './engage.ts'
export { mergeJournal } from './journal.ts'

export { resume } from './resume.ts'

export { type HaltStatus, haltStatus } from './status.ts'
export * from './vocabulary.ts'
