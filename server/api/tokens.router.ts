import { createToken, listTokens, revokeToken } from '#server/identity/index.ts'
import { mutation, query, router } from './trpc.ts'

/** What lets a program read as a person. */
export const tokens = router({
  list: query(listTokens),
  create: mutation(createToken),
  revoke: mutation(revokeToken),
})
