import { env } from '#server/platform/env.ts'

/** PostgreSQL's and Node's codes, and what a person can do about them. */
const remedies: Readonly<Record<string, string>> = {
  '28P01': 'The password is wrong.',
  '28000': 'The server does not let this user in.',
  '3D000': 'That database does not exist: create it first.',
  '42501': 'The user needs CREATEROLE and must own the database.',
  ECONNREFUSED: 'Nothing listens there: is the server running?',
  ENOTFOUND: 'There is no such host.',
  ETIMEDOUT: 'The host does not answer.',
  ENOSPC: 'The disk is full: free some space.',
  '53100': 'The disk is full: free some space.',
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return (error as { code?: string } | undefined)?.code
}

/** Where the database is, without the password. */
function place(): string {
  const { DATABASE_URL } = env()
  if (!DATABASE_URL) return 'The bundled PostgreSQL cannot be used.'
  if (!URL.canParse(DATABASE_URL))
    return 'DATABASE_URL is not an address: postgresql://user:password@host:5432/database'
  const { username, host, pathname } = new URL(DATABASE_URL)
  return `DATABASE_URL (${username}@${host}${pathname}) cannot be used.`
}

/** One line: what failed and what to do. Errors of our own say so themselves. */
export function explainDatabaseError(error: unknown): string {
  const code = codeOf(error)
  const message = error instanceof AggregateError ? String(error.errors[0]) : (error as Error).message
  const unusable = code === 'ERR_INVALID_URL'
  return code === undefined ? message : [place(), unusable ? '' : (remedies[code] ?? `${message} (${code})`)].join(' ')
}
