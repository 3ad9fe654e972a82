/** Somebody outside who signs that bytes existed at a moment (RFC 3161). */
export interface TimestampAuthority {
  /** As it may be shown: it holds no credential. */
  readonly name: string
  /**
   * A token over these bytes, verified: the message imprint, the signature, and a chain to a root that was configured.
   * @throws Error that says what does not hold
   */
  stamp(bytes: Uint8Array, signal: AbortSignal): Promise<Timestamp>
}

export interface Timestamp {
  /** DER. */
  token: Uint8Array
  /** What the authority says. */
  at: Date
}
