/** Told what happens, for health and logs. */
export interface AnchorWatcher {
  anchored?(shard: string, size: number): void
  accepted?(remote: string, shard: string, size: number): void
  pushFailed?(remote: string, error: unknown): void
  /** A remote lost or replaced what it had accepted. */
  rewritten?(remote: string, shard: string, what: string): void
  stamped?(authority: string, size: number): void
  stampFailed?(authority: string, error: unknown): void
  failed?(error: unknown): void
}
