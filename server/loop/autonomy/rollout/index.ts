export { increase, promote } from './advance.ts'

export { prepareRollout } from './prepare.ts'
export { rollBack } from './roll-back.ts'
export { type LadderStep } from './schemas.ts'
export { ladderOf } from './store.ts'
export { type RollbackCause } from './vocabulary.ts'
export { watchRollouts } from './watch.ts'
