import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { dirname } from 'node:path'

/** Whom a server runs as. Empty for an ordinary user, who runs it as himself. */
export interface Account {
  uid?: number
  gid?: number
}

function lookUp(name: string): Account | undefined {
  try {
    const number = (flag: string) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
    return { uid: number('-u'), gid: number('-g') }
  } catch {
    return undefined
  }
}

/** The unprivileged account for PostgreSQL, which refuses to run as root: `postgres` where it exists, else `nobody`. */
export function clusterAccount(): Account {
  if (process.getuid?.() !== 0) return {}
  const account = lookUp('postgres') ?? lookUp('nobody')
  if (!account)
    throw new Error('PostgreSQL cannot run as root, and there is no user postgres or nobody. Add one of them.')
  return account
}

/** Whether the account may walk into this existing folder from the root down. */
export function reachable(folder: string, account: Account): boolean {
  if (account.uid === undefined) return true
  for (let at = folder; ; at = dirname(at)) {
    const { mode, uid, gid } = statSync(at)
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    if (!(mode & bit)) return false
    if (at === dirname(at)) return true
  }
}
