import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** A server that runs on a cluster's folder. */
export interface Postmaster {
  pid: number
  port: number
  /** Whether it accepts connections now; false while it starts or stops. */
  ready: boolean
}

function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

/**
 * The server that runs on this folder, if any. The lock file alone proves nothing: after a crash its number may belong
 * to an unrelated process, so the process must be a PostgreSQL that was started on this very folder.
 */
export function runningPostmaster(folder: string): Postmaster | undefined {
  const file = join(folder, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  if (!pid) return undefined
  const command = commandLine(pid)
  if (!command.includes('postgres') || !command.includes(folder)) return undefined
  return { pid, port, ready: lines[7]?.trim() === 'ready' }
}

/** Removes the lock file of a server that is gone, so that the next one is not turned away by a reused number. */
export function clearStaleLock(folder: string): void {
  const file = join(folder, 'postmaster.pid')
  if (existsSync(file) && !runningPostmaster(folder)) rmSync(file, { force: true })
}
