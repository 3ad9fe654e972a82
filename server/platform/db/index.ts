export {
  connect,
  type Database,
  database,
  isAway,
  isTaken,
  limitedBeside,
  type Prisma,
  type Transaction,
  useDatabase,
} from './client.ts'
export { type ClockReading, readClock } from './clock.ts'
export { type Upkeep, upkeep } from './upkeep.ts'
