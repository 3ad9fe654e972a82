import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A witness in a process of its own. */
export interface SpawnedWitness {
  /** Its verifier key and address, as `LEDGER_WITNESSES` takes them. */
  line: string
  url: string
  child: ChildProcess
}

export interface WitnessOptions {
  folder: string
  name: string
  /** 0 takes any free one. */
  port: number
  /** A tlog-policy whose logs it countersigns. */
  logs: string
}

/** It keeps one head per log and hashes a little: without compilers and with little room it stays below 60 MB. */
const small = ['--max-semi-space-size=1', '--max-old-space-size=48', '--no-opt', '--no-maglev', '--no-sparkplug']

/** What Node runs for a witness. */
export function witnessArguments(of: WitnessOptions): string[] {
  const own = ['--folder', of.folder, '--name', of.name, '--port', String(of.port), '--logs', of.logs]
  return [...small, '--single-threaded-gc', join(import.meta.dirname, 'main.ts'), ...own]
}

/** Starts one for a measurement or a test; whoever starts it ends it. @throws Error when it ends first */
export async function spawnWitness(of: WitnessOptions): Promise<SpawnedWitness> {
  const child = spawn(process.execPath, witnessArguments(of), {
    env: { NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`the witness ${of.name} did not start`)))
  const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), ended])) as [string]
  ended.catch(() => undefined)
  return { line, url: line.split(' ')[1] ?? '', child }
}
