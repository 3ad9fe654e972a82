import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** How the data folder is laid out. Raised only when an older program could no longer read it. */
const layout = 1

/** Below this much free space nothing is started: a database that cannot write is worse than one that is off. */
const leastFreeBytes = 300_000_000

const Running = z.object({ pid: z.number(), address: z.string() })

const versionFile = (data: string) => join(data, 'layout')
const runningFile = (data: string) => join(data, 'run/instance.json')
/** The number alone, for the commands of `ops/`, which must work with nothing installed. */
const pidFile = (data: string) => join(data, 'run/supervisor.pid')

/**
 * Makes the data folder, or checks that it is one of ours and of this layout.
 * @throws Error with the remedy when it is not, or when the disk is nearly full
 */
export function openDataFolder(data: string): void {
  mkdirSync(join(data, 'run'), { recursive: true, mode: 0o755 })
  const { bavail, bsize } = statfsSync(data)
  if (bavail * bsize < leastFreeBytes)
    throw new Error(
      `Only ${Math.floor((bavail * bsize) / 1e6)} MB are free for ${data}: free 300 MB, then start again.`,
    )
  const file = versionFile(data)
  if (!existsSync(file)) {
    if (existsSync(join(data, 'postgres')))
      throw new Error(`${data} was made by an unknown version. Move it away, or set DOMINION_DATA to another folder.`)
    return writeFileSync(file, `${layout}\n`)
  }
  const found = Number(readFileSync(file, 'utf8'))
  if (found === layout) return
  throw new Error(`${data} has layout ${found}, this version reads ${layout}. Use the version that made it, or update.`)
}

/** What the last start left: undefined after an orderly stop. */
export function lastInstance(data: string): z.infer<typeof Running> | undefined {
  const file = runningFile(data)
  return existsSync(file) ? Running.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined
}

/** Writes down that this process runs the instance. */
export function recordInstance(data: string, address: string): void {
  writeFileSync(runningFile(data), JSON.stringify({ pid: process.pid, address }))
  writeFileSync(pidFile(data), `${process.pid}\n`)
}

export function forgetInstance(data: string): void {
  for (const file of [runningFile(data), pidFile(data)]) rmSync(file, { force: true })
}
