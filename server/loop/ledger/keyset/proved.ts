import { formatTlogProof } from '../format/index.ts'
import type { LedgerReader } from '../ports.ts'
import { type Prover, proverOf } from '../prove.ts'
import type { EntryRow } from '../store.ts'

/** A prover for each tree, made when first asked for, so that everything of one tree is proved under one head. */
export class Provers {
  readonly #from: LedgerReader
  readonly #made = new Map<string, Promise<Prover>>()

  constructor(from: LedgerReader) {
    this.#from = from
  }

  of(shard: string): Promise<Prover> {
    const prover = this.#made.get(shard) ?? proverOf(this.#from, shard)
    this.#made.set(shard, prover)
    return prover
  }

  /** Of every tree that was asked for. */
  async all(): Promise<Prover[]> {
    return await Promise.all(this.#made.values())
  }

  /** As tlog-proof text; null while the entry waits. */
  async proof({ shard, idx }: Pick<EntryRow, 'shard' | 'idx'>): Promise<string | null> {
    if (shard === null || idx === null) return null
    return formatTlogProof(await (await this.of(shard)).include(idx))
  }
}
