import { formatTlogProof } from '../format/index.ts'
import type { LedgerReader } from '../ports.ts'
import { type Prover, proverOf } from '../prove.ts'
import type { EntryRow } from '../store.ts'

type Placed = Pick<EntryRow, 'shard' | 'idx'>

/** A prover for each tree, made when first asked for, so that everything of one tree is proved under one head. */
export class Provers {
  readonly #from: LedgerReader
  /** The last of each tree that will be asked for. */
  readonly #last = new Map<string, number>()
  readonly #made = new Map<string, Promise<Prover>>()

  /** @param rows everything that will be proved */
  constructor(from: LedgerReader, rows: readonly Placed[]) {
    this.#from = from
    for (const { shard, idx } of rows) {
      if (shard !== null && idx !== null) this.#last.set(shard, Math.max(idx, this.#last.get(shard) ?? 0))
    }
  }

  of(shard: string): Promise<Prover> {
    const prover = this.#made.get(shard) ?? proverOf(this.#from, shard, this.#last.get(shard) ?? 0)
    this.#made.set(shard, prover)
    return prover
  }

  /** Of every tree that was asked for. */
  async all(): Promise<Prover[]> {
    return await Promise.all(this.#made.values())
  }

  /** As tlog-proof text; null while the entry waits. */
  async proof({ shard, idx }: Placed): Promise<string | null> {
    if (shard === null || idx === null) return null
    return formatTlogProof(await (await this.of(shard)).include(idx))
  }
}
