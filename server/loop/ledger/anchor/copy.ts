import type { Anchors } from '#server/ports/anchors.ts'
import type { LedgerTransaction } from '../ports.ts'
import { headIn } from './agreement.ts'
import type { Chain } from './chain.ts'
import { longestPushPauseMs, pushAgainMs, pushWithinMs } from './numbers.ts'
import { insertAnchor, lastAnchor } from './store.ts'
import type { AnchorWatcher } from './watcher.ts'

/** Copies chains to one remote, one push at a time, beside everything else. */
export class RemoteCopy {
  readonly #remote: string
  readonly #anchors: Anchors
  readonly #watch: AnchorWatcher
  readonly #signal: AbortSignal
  readonly #accepted = new Map<string, string | null>()
  #notBefore = 0
  #pauseMs = pushAgainMs
  #running: Promise<void> | null = null

  constructor(remote: string, anchors: Anchors, watch: AnchorWatcher, signal: AbortSignal) {
    this.#signal = signal
    this.#remote = remote
    this.#anchors = anchors
    this.#watch = watch
  }

  /** Begins a push when there is something to push and none is under way. */
  kick(tx: LedgerTransaction, chains: Iterable<Chain>, now: number): void {
    if (this.#running || now < this.#notBefore) return
    const work = [...chains].filter(({ shard, tip }) => tip && this.#accepted.get(shard) !== tip.commit)
    if (work.length === 0) return
    this.#running = this.#pushAll(tx, work).finally(() => {
      this.#running = null
    })
  }

  /** Resolves once no push is under way. */
  async settled(): Promise<void> {
    await this.#running
  }

  async #pushAll(tx: LedgerTransaction, chains: readonly Chain[]): Promise<void> {
    try {
      for (const chain of chains) await this.#push(tx, chain)
      this.#pauseMs = pushAgainMs
    } catch (error) {
      if (this.#signal.aborted) return
      this.#watch.pushFailed?.(this.#remote, error)
      this.#notBefore = Date.now() + this.#pauseMs
      this.#pauseMs = Math.min(this.#pauseMs * 2, longestPushPauseMs)
    }
  }

  async #push(tx: LedgerTransaction, chain: Chain): Promise<void> {
    const { shard } = chain
    const last = this.#accepted.get(shard) ?? (await lastAnchor(tx, shard, 'git', this.#remote))?.commit ?? null
    const within = AbortSignal.any([this.#signal, AbortSignal.timeout(pushWithinMs)])
    const pushed = await this.#anchors.push(this.#remote, shard, last, within)
    if (pushed.outcome === 'rewritten') {
      this.#watch.rewritten?.(this.#remote, shard, `it holds another chain, up to ${pushed.theirs}`)
      throw new Error(
        `${this.#remote} holds another history of ${shard}; nothing is pushed there until a person has looked`,
      )
    }
    if (pushed.outcome === 'ahead') return await chain.adopt(tx, pushed.theirs)
    if (pushed.rewound) this.#watch.rewritten?.(this.#remote, shard, `it had lost commits, and was given them again`)
    const { commit, checkpoint } = pushed.tip
    if (commit !== last) await this.#record(tx, shard, commit, checkpoint)
    this.#accepted.set(shard, commit)
    this.#watch.accepted?.(this.#remote, shard, headIn(checkpoint).size)
  }

  async #record(tx: LedgerTransaction, shard: string, commit: string, checkpoint: string): Promise<void> {
    const { size, root } = headIn(checkpoint)
    const at = new Date().toISOString()
    await insertAnchor(tx, { shard, size, root, kind: 'git', place: this.#remote, commit, token: null, at })
  }
}
