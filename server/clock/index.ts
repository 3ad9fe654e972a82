export { MoveClock, moveClock } from './move.ts'
