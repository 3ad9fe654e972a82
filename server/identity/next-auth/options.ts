import type { AuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { env } from '#server/platform/env.ts'
import { Failure } from '#server/platform/errors.ts'
import { logger } from '#server/platform/logger.ts'
import { sessionLifetimeMs } from '../numbers.ts'
import type { BegunSession } from '../sessions.ts'
import { signInAsPractice, signInWithCode, signInWithPassword } from '../sign-in.ts'
import { sessionAdapter } from './adapter.ts'
import { authSecret } from './secret.ts'

/** The ways in, by the name in their address `/api/auth/callback/<name>`. */
export const authOptions = (): AuthOptions => ({
  secret: authSecret(),
  adapter: sessionAdapter,
  // No `strategy`: with an adapter it is `database`; written out, next-auth 4 refuses credentials alone.
  session: { maxAge: sessionLifetimeMs.browser / 1000 },
  useSecureCookies: (env().PUBLIC_URL ?? '').startsWith('https:'),
  pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
  providers: [
    wayIn('code', ({ code }) => signInWithCode(code ?? '', 'browser')),
    wayIn('password', ({ email, password }) => signInWithPassword(email ?? '', password ?? '', 'browser')),
    wayIn('practice', ({ person }) => signInAsPractice(person ?? '', 'browser')),
  ],
  callbacks: {
    // A credentials sign-in ends in `encode`, whose answer becomes the cookie: the token of the row we have made.
    jwt: ({ token, user }) => ({ ...token, ...user }),
    session: ({ session, user }) => ({ expires: session.expires, user: { name: user.name } }),
  },
  jwt: { encode: async ({ token }) => String(token?.sessionToken), decode: async () => null },
  logger: {
    error: (code) => logger.warn('auth.failed', { code }),
    warn: () => undefined,
    debug: () => undefined,
  },
})

function wayIn(id: string, begin: (given: Readonly<Record<string, string | undefined>>) => Promise<BegunSession>) {
  return CredentialsProvider({
    id,
    name: id,
    credentials: {},
    async authorize(given) {
      try {
        const { token, personId, displayName } = await begin({ ...given })
        return { id: personId, name: displayName, sessionToken: token }
      } catch (error) {
        // next-auth puts this text into the address of the sign-in page, which looks the reason up.
        throw new Error(error instanceof Failure ? error.reason : 'unavailable', { cause: error })
      }
    },
  })
}
