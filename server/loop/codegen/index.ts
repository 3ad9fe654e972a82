export { checkEntries } from './check-entries.ts'
export { generate } from './generate.ts'
export { runMachine } from './machine.ts'
export { runsOfChange } from './store.ts'
