import type { Anchors } from '#server/ports/anchors.ts'
import { type Checkpoint, toBase64 } from '../format/index.ts'
import type { LedgerReader } from '../ports.ts'
import { type CheckpointRow, latestCheckpoint } from '../store.ts'
import { AnchorsDisagree, agree, headIn, onlyGrew } from './agreement.ts'
import { contentOf } from './content.ts'
import { anchorEveryMs, pushWithinMs } from './numbers.ts'
import { lastAnchor, urgentSince } from './store.ts'

export interface Tip {
  commit: string
  head: Checkpoint
}

/** The anchors of one shard, in our own repository. */
export class Chain {
  readonly shard: string
  /** Null before the first anchor. */
  tip: Tip | null = null
  #anchoredAt = Number.NEGATIVE_INFINITY
  readonly #anchors: Anchors

  private constructor(anchors: Anchors, shard: string) {
    this.#anchors = anchors
    this.shard = shard
  }

  /** As the repository holds it; a repository that was lost is brought back from a remote. @throws AnchorsDisagree */
  static async open(from: LedgerReader, anchors: Anchors, shard: string): Promise<Chain> {
    const chain = new Chain(anchors, shard)
    const own = await anchors.tip(shard)
    if (own) chain.tip = { commit: own.commit, head: headIn(own.checkpoint) }
    else await chain.#recover(from)
    if (chain.tip) await agree(from, shard, chain.tip.head)
    return chain
  }

  /** Adds the newest head when it is time, or when something must be anchored at once. @param now real time, ms */
  async look(from: LedgerReader, now: number): Promise<boolean> {
    const newest = await latestCheckpoint(from, this.shard)
    const size = this.tip?.head.size ?? 0
    if (this.tip && (newest?.size ?? 0) < size) await agree(from, this.shard, this.tip.head)
    if (!newest || newest.size <= size) return false
    const due = now - this.#anchoredAt >= anchorEveryMs
    if (!due && !(await urgentSince(from, this.shard, size))) return false
    await this.#append(from, this.tip ? await onlyGrew(from, this.shard, this.tip.head) : newest)
    this.#anchoredAt = now
    return true
  }

  /** Goes on from what a remote holds, once it is ours and the database agrees. @throws AnchorsDisagree */
  async adopt(from: LedgerReader, theirs: { commit: string; checkpoint: string; ours: boolean }): Promise<void> {
    if (!theirs.ours) throw new AnchorsDisagree(`commit ${theirs.commit} is not signed by a key of ours`)
    const head = headIn(theirs.checkpoint)
    await agree(from, this.shard, head)
    await this.#anchors.adopt(this.shard, this.tip?.commit ?? null, theirs.commit)
    this.tip = { commit: theirs.commit, head }
  }

  async #append(from: LedgerReader, newest: CheckpointRow): Promise<void> {
    const head = headIn(newest.note)
    const content = await contentOf(from, newest, this.tip?.head.size ?? 0)
    const { commit } = await this.#anchors.append(this.shard, this.tip?.commit ?? null, {
      title: `anchor: ${head.size} entries of ${this.shard}`,
      trailers: [
        ['Ledger-Origin', head.origin],
        ['Ledger-Size', String(head.size)],
        ['Ledger-Root', toBase64(head.root)],
      ],
      ...content,
    })
    this.tip = { commit, head }
  }

  /** A chain that some remote accepted must be gone on with: a new one beside it would look like a rewriting. */
  async #recover(from: LedgerReader): Promise<void> {
    for (const remote of this.#anchors.remotes) {
      if (!(await lastAnchor(from, this.shard, 'git', remote))) continue
      const theirs = await this.#anchors.fetch(remote, this.shard, AbortSignal.timeout(pushWithinMs))
      if (theirs) return await this.adopt(from, theirs)
    }
  }
}
