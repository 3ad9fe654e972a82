import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ChildCommand, spawnHeld } from './child.ts'

/** A process to keep running. */
export interface Supervised extends ChildCommand {
  name: string
  log: string
  port: number
  host?: string
  stopsIn: number
  graceMs: number
}

const firstPauseMs = 250
const longestPauseMs = 30_000
/** A process that ran this long starts again with the shortest pause. */
const settledMs = 60_000
const slowestStartMs = 60_000

function accepts(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

function lastWords(log: string): string {
  const file = openSync(log, 'r')
  try {
    const { size } = fstatSync(file)
    const buffer = Buffer.alloc(Math.min(size, 2_000))
    readSync(file, buffer, 0, buffer.length, size - buffer.length)
    return buffer.toString('utf8').trim().split('\n').slice(-12).join('\n')
  } finally {
    closeSync(file)
  }
}

/** Keeps one process running until told to stop. */
export class Keeper {
  readonly process: Supervised
  readonly #say: (line: string) => void
  #child: ChildProcess | undefined
  #stopping = false
  #crashes = 0

  constructor(process: Supervised, say: (line: string) => void) {
    this.process = process
    this.#say = say
  }

  /**
   * Starts it and resolves once its port answers.
   * @throws Error with the last lines of its log when it ends first or takes a minute
   */
  async start(): Promise<void> {
    const child = this.#spawn()
    const { name, port, host, log } = this.process
    for (const deadline = Date.now() + slowestStartMs; Date.now() < deadline; await sleep(50)) {
      if (await accepts(port, host)) return
      if (child.exitCode !== null || child.signalCode !== null) break
    }
    throw new Error(`The ${name} did not start. ${log} ends with:\n${lastWords(log)}`)
  }

  #spawn(): ChildProcess {
    const startedAt = Date.now()
    const child = spawnHeld(this.process)
    this.#child = child
    child.once('exit', (code, signal) => {
      if (this.#stopping) return
      this.#crashes = Date.now() - startedAt > settledMs ? 1 : this.#crashes + 1
      const pauseMs = Math.min(firstPauseMs * 2 ** (this.#crashes - 1), longestPauseMs)
      this.#say(`${this.process.name} ended (${signal ?? `exit code ${code}`}); it starts again in ${pauseMs} ms`)
      setTimeout(() => this.#stopping || this.#spawn(), pauseMs)
    })
    return child
  }

  /** Stops it for good: asks first, and kills it and all it started when its grace is over. */
  async stop(): Promise<void> {
    this.#stopping = true
    const child = this.#child
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    const late = AbortSignal.timeout(this.process.graceMs)
    const killed = once(late, 'abort').then(() => process.kill(-(child.pid as number), 'SIGKILL'))
    await Promise.race([gone, killed])
    await gone
  }
}

/** Stops groups one after another, the members of each together. */
export async function stopInOrder(keepers: readonly Keeper[]): Promise<void> {
  const groups = Map.groupBy(keepers, ({ process }) => process.stopsIn)
  for (const order of [...groups.keys()].sort((a, b) => a - b))
    await Promise.all((groups.get(order) ?? []).map((keeper) => keeper.stop()))
}
