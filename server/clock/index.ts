export { moveClock } from './move.ts'
