export { structure } from './structure.ts'
