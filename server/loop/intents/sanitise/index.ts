export { restore } from './restore.ts'
export { sanitise } from './sanitise.ts'
