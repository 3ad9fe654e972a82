import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Moves the instance's business time forward, in a process of its own as any other would. Evidence is not made by it. */
export async function moveClock(data: string, byMs: number): Promise<void> {
  const environment = { ...process.env, DOMINION_DATA: data }
  await run(process.execPath, ['e2e/support/move-clock.ts', String(byMs)], { env: environment })
}
