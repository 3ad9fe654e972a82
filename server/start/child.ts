import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const lifeline = pathToFileURL(join(import.meta.dirname, '../../bin/lifeline.ts')).href

/** Log files are put aside at the next start when they are longer than this. */
const longestLogBytes = 20_000_000

export interface ChildCommand {
  /** What Node runs: a file and its arguments. */
  arguments: readonly string[]
  /** All of it: nothing is inherited. */
  environment: Readonly<Record<string, string | undefined>>
  /** Where its output goes; without it, its standard output is a pipe to the caller. */
  log?: string
  /** How long it waits for others to go first when this process is gone. */
  lingerMs?: number
  /** Where its errors go when there is no log: this process's own by default. */
  errors?: 'pipe' | 'inherit'
  folder: string
}

function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true })
  const length = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (length > longestLogBytes) renameSync(file, `${file}.1`)
  return openSync(file, 'a', 0o600)
}

/**
 * Starts a Node process that ends when this one does. It has a process group of its own, so that Ctrl-C reaches only
 * the supervisor, which then stops its processes in order.
 */
export function spawnHeld(command: ChildCommand): ChildProcess {
  const log = command.log === undefined ? undefined : openLog(command.log)
  const lifelineVariables = { DOMINION_LIFELINE: '3', DOMINION_LIFELINE_PAUSE: String(command.lingerMs ?? 0) }
  const child = spawn(process.execPath, ['--import', lifeline, ...command.arguments], {
    cwd: command.folder,
    detached: true,
    env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...command.environment, ...lifelineVariables },
    stdio: ['ignore', log ?? 'pipe', log ?? command.errors ?? 'inherit', 'pipe'],
  })
  if (log !== undefined) closeSync(log)
  return child
}
