export { portalHealth } from './health.ts'
export { readStanding, readStatus, type Standing } from './read.ts'
