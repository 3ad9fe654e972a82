import type { TimestampAuthority } from '#server/ports/timestamps.ts'
import { utf8 } from '../format/index.ts'
import type { LedgerTransaction } from '../ports.ts'
import { latestCheckpoint } from '../store.ts'
import { headIn } from './agreement.ts'
import { stampAgainMs, stampEveryMs, stampWithinMs } from './numbers.ts'
import { insertAnchor, lastAnchor } from './store.ts'
import type { AnchorWatcher } from './watcher.ts'

/** Has heads stamped by one authority, an hour apart, beside everything else. */
export class Stamping {
  readonly #authority: TimestampAuthority
  readonly #watch: AnchorWatcher
  readonly #signal: AbortSignal
  #notBefore = 0
  #running: Promise<void> | null = null

  constructor(authority: TimestampAuthority, watch: AnchorWatcher, signal: AbortSignal) {
    this.#authority = authority
    this.#watch = watch
    this.#signal = signal
  }

  kick(tx: LedgerTransaction, shards: readonly string[], now: number): void {
    if (this.#running || now < this.#notBefore) return
    this.#running = this.#stampAll(tx, shards, now).finally(() => {
      this.#running = null
    })
  }

  /** Resolves once nothing is asked any more. */
  async settled(): Promise<void> {
    await this.#running
  }

  async #stampAll(tx: LedgerTransaction, shards: readonly string[], now: number): Promise<void> {
    this.#notBefore = now + stampAgainMs
    try {
      for (const shard of shards) await this.#stamp(tx, shard, now)
    } catch (error) {
      if (!this.#signal.aborted) this.#watch.stampFailed?.(this.#authority.name, error)
    }
  }

  /** The token is over the signed note exactly as it is stored. */
  async #stamp(tx: LedgerTransaction, shard: string, now: number): Promise<void> {
    const { name } = this.#authority
    const [newest, last] = [await latestCheckpoint(tx, shard), await lastAnchor(tx, shard, 'rfc3161', name)]
    if (!newest || newest.size <= (last?.size ?? 0)) return
    if (last && now - Date.parse(last.at) < stampEveryMs) return
    const within = AbortSignal.any([this.#signal, AbortSignal.timeout(stampWithinMs)])
    const { token, at } = await this.#authority.stamp(utf8(newest.note), within)
    const { size, root } = headIn(newest.note)
    const row = { shard, size, root, kind: 'rfc3161', place: name, commit: null, token, at: at.toISOString() } as const
    await insertAnchor(tx, row)
    this.#watch.stamped?.(name, size)
  }
}
