import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Runs one of our programs against an instance, in a process of its own as any other person's would be. */
export async function runAgainst(data: string, program: string, ...argv: string[]): Promise<string> {
  const env = { ...process.env, DOMINION_DATA: data }
  const { stdout } = await promisify(execFile)(process.execPath, [`e2e/support/${program}`, ...argv], { env })
  return stdout.trim()
}

/** Moves the instance's business time forward. Evidence is not made by it. */
export async function moveClock(data: string, byMs: number): Promise<void> {
  await runAgainst(data, 'move-clock.ts', String(byMs))
}
