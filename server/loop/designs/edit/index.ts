export { isSame, type Refusal } from './apply.ts'
export { carryOver } from './carry-over.ts'
export {
  type Command,
  type Component,
  type Relation,
} from './commands.ts'
export { countsOf, type Difference, differences } from './differences.ts'
export { mayResolve, mayRevise } from './guards.ts'
export { begin, commandsOf, type History, type Performed, perform, redo, replay, undo } from './history.ts'
export { newComponentId } from './new-id.ts'
export { isError, type Problem, problems } from './problems.ts'
export { commandLimit, protocolLimit, textLimits } from './thresholds.ts'
