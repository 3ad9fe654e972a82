/** Keeps heads of the log in a repository of its own, one linear chain of signed commits a shard, and copies it elsewhere. */
export interface Anchors {
  /** Where it is copied to, by names that may be shown: they hold no credential. */
  readonly remotes: readonly string[]
  /** Makes the repository ready, and clears what a killed process left behind. */
  open(): Promise<void>
  /** The newest anchor of a shard; null before the first. */
  tip(shard: string): Promise<AnchorTip | null>
  /** Adds one commit after `after`; durable once it resolves. @throws ReferenceMoved when the chain grew meanwhile */
  append(shard: string, after: string | null, anchor: NewAnchor): Promise<AnchorTip>
  /** What one remote holds of a shard; null when nothing. @throws Error when it cannot be reached */
  fetch(remote: string, shard: string, signal: AbortSignal): Promise<AnchorTip | null>
  /**
   * Copies a chain to one remote, never by force.
   * @param last the commit this remote accepted before; null for none
   * @throws Error when it cannot be reached or declines; its message holds no credential
   */
  push(remote: string, shard: string, last: string | null, signal: AbortSignal): Promise<Pushed>
  /** Takes over what a remote holds beyond our own chain. The caller has checked it. */
  adopt(shard: string, after: string | null, commit: string): Promise<void>
}

export interface AnchorTip {
  commit: string
  /** The signed note it holds. */
  checkpoint: string
  /** That one of our own keys signed the commit. */
  ours: boolean
}

export interface NewAnchor {
  title: string
  trailers: readonly (readonly [name: string, value: string])[]
  /** Added to what the commit before holds. */
  files: readonly { path: string; data: Uint8Array }[]
  /** Left out of what the commit before holds. */
  gone: readonly string[]
}

export type Pushed =
  /** `rewound`: it had gone back to an earlier commit, or had none at all, and was brought forward again. */
  | { outcome: 'accepted'; tip: AnchorTip; rewound: boolean }
  /** It holds our chain and more of it. */
  | { outcome: 'ahead'; theirs: AnchorTip }
  /** It holds another chain. Nothing was written there. */
  | { outcome: 'rewritten'; theirs: string }
