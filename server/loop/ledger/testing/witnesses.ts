import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type SpawnedWitness, spawnWitness } from '#server/witness/index.ts'
import { type WitnessSettings, witnessSettings } from '../witness/index.ts'

/** Witnesses in processes of their own, which a test may kill, start again and make forget. */
export class TestWitnesses {
  readonly policyFile: string
  readonly #folder: string
  readonly #running = new Map<string, SpawnedWitness>()

  constructor(folder: string) {
    this.#folder = folder
    this.policyFile = join(folder, 'policy')
  }

  async start(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      const port = Number(new URL(this.#running.get(name)?.url ?? 'http://h:0').port)
      const options = { folder: join(this.#folder, name), name: `${name}.example`, port, logs: this.policyFile }
      this.#running.set(name, await spawnWitness(options))
    }
  }

  /** At any moment, as a power cut would. */
  async kill(...names: readonly string[]): Promise<void> {
    await Promise.all(
      names.map(async (name) => {
        const child = this.#running.get(name)?.child
        if (!child || child.exitCode !== null || child.signalCode !== null) return
        const gone = once(child, 'exit')
        child.kill('SIGKILL')
        await gone
      }),
    )
  }

  /** Its memory of every log, not its key. */
  forget(name: string): void {
    rmSync(join(this.#folder, name, 'logs'), { recursive: true, force: true })
  }

  /** The address of each, as `LEDGER_WITNESSES` takes them. */
  lines(...names: readonly string[]): string[] {
    return names.map((name) => this.#running.get(name)?.line ?? '')
  }

  settings(names: readonly string[], quorum?: number): WitnessSettings {
    return witnessSettings(this.lines(...names).join('\n'), quorum)
  }

  async end(): Promise<void> {
    await this.kill(...this.#running.keys())
  }
}
