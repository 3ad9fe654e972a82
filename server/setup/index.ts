export { type FirstRun, firstRun } from './first-run.ts'
