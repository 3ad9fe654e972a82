import { listPeople } from '#server/identity/index.ts'
import { query, router } from './trpc.ts'

/** Who there is, for people to read; how someone signs in is `identity`. */
export const people = router({ list: query(listPeople) })
