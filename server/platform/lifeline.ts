import { createReadStream } from 'node:fs'
import { env } from './env.ts'

/** How long a process may take to stop by itself after the supervisor has gone. */
const graceMs = 10_000

/**
 * Ends this process when the supervisor does, even when that was killed: the kernel closes the pipe it holds.
 * Sends SIGTERM to itself first, so that the ordinary way out runs. Does nothing without a supervisor.
 * Loaded with `node --import`, so that programs that are not ours (Next) obey it as well.
 */
export function holdLifeline(): void {
  const descriptor = env().DOMINION_LIFELINE
  if (descriptor === undefined) return
  const pipe = createReadStream('', { fd: descriptor })
  const end = () => {
    setTimeout(() => process.exit(1), graceMs).unref()
    process.kill(process.pid, 'SIGTERM')
  }
  pipe.on('end', end).on('error', end).resume()
}

holdLifeline()
