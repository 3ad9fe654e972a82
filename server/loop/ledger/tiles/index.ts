export { type LogFile, readLog } from './read-log.ts'
