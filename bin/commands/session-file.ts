import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { packageRoot } from '#server/platform/env.ts'

/** One session an instance, readable by its owner alone. `DOMINION_SESSION` names another file, for several people on one machine. */
function sessionFile(): string {
  if (process.env.DOMINION_SESSION) return resolve(process.env.DOMINION_SESSION)
  const data = resolve(process.env.DOMINION_DATA ?? join(packageRoot, '.data'))
  const name = createHash('sha256').update(data).digest('hex').slice(0, 16)
  return join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'codex-dominion', `session-${name}`)
}

export function readToken(): string | null {
  try {
    return readFileSync(sessionFile(), 'utf8').trim() || null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

export function keepToken(token: string): void {
  mkdirSync(dirname(sessionFile()), { recursive: true, mode: 0o700 })
  writeFileSync(sessionFile(), `${token}\n`, { mode: 0o600 })
}

export function forgetToken(): void {
  rmSync(sessionFile(), { force: true })
}
