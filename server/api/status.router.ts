import { readStanding, readStatus } from '#server/status/index.ts'
import { query, router } from './trpc.ts'

export const status = router({ standing: query(readStanding), read: query(readStatus) })
