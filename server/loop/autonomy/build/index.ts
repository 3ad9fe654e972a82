export { buildChange } from './build.ts'
