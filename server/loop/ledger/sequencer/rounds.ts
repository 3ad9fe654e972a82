import type { Countersigning, Rounds } from './countersigning.ts'
import type { Growing } from './roll.ts'

/** How long a closed tree's last head may wait for its cosignatures before the next tree's heads are offered. */
const lastHeadWaitsMs = 2000

/** The rounds of the tree that grows; when another follows it, first the last head of the one before. */
export class RoundsOfTree {
  readonly #countersigning: Countersigning | undefined
  #growing: Growing
  #rounds: Rounds | undefined

  constructor(countersigning: Countersigning | undefined, growing: Growing) {
    this.#countersigning = countersigning
    this.#growing = growing
    this.#rounds = countersigning?.follow(growing.shard, growing.tree.size)
  }

  grown(): void {
    this.#rounds?.grown(this.#growing.tree.size)
  }

  async follow(growing: Growing): Promise<void> {
    if (growing.shard.origin === this.#growing.shard.origin) return
    this.grown()
    await this.#rounds?.settled(this.#growing.tree.size, lastHeadWaitsMs)
    await this.end()
    this.#growing = growing
    this.#rounds = this.#countersigning?.follow(growing.shard, growing.tree.size)
  }

  async end(): Promise<void> {
    await this.#rounds?.end()
  }
}
