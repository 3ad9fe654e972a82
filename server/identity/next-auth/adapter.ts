import type { Adapter } from 'next-auth/adapters'
import { readSession, signOut } from '../sessions.ts'

/**
 * next-auth over our own tables: it may look a session up and end one. It never makes or prolongs one (`sessions.ts`
 * does), and no column but these four can reach a session callback.
 */
export const sessionAdapter: Adapter = {
  async getSessionAndUser(sessionToken) {
    const signedIn = await readSession(sessionToken)
    if (!signedIn) return null
    const { actor, displayName, expiresAt } = signedIn
    return {
      session: { sessionToken, userId: actor.id, expires: expiresAt },
      // next-auth's type wants an address; ours stays in the database.
      user: { id: actor.id, name: displayName, email: '', emailVerified: null },
    }
  },
  updateSession: ({ sessionToken, userId = '', expires = new Date() }) => ({ sessionToken, userId, expires }),
  async deleteSession(sessionToken) {
    await signOut(sessionToken)
  },
}
