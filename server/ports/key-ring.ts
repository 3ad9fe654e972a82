import type { KeyPurpose, PublicKey, Signer } from './signer.ts'

/** `next` waits, `current` signs, `ending` may still sign for whoever has not noticed, `ended` has no private half any more. */
export type KeyState = 'next' | 'current' | 'ending' | 'ended'

export interface RingKey extends PublicKey {
  purpose: KeyPurpose
  state: KeyState
  /** The origin of the one tree it signs; null for the other purposes, and before its tree was opened. */
  log: string | null
  /** Business time, ISO 8601; null while nobody has said when. */
  since: string | null
  /** When its signatures stop counting; null while no one follows it. */
  until: string | null
}

/** A signer whose keys have a life. Each change is durable when it resolves, and seen by every process within a second. */
export interface KeyRing extends Signer {
  /** Every key there ever was, oldest first. */
  keys(): Promise<readonly RingKey[]>
  /** A key that waits, made on first use: asked again, it is the same one. */
  prepare(purpose: KeyPurpose, log: string | null): Promise<RingKey>
  /** A key that already signs is given its beginning, and its tree. */
  begin(keyId: string, life: { since: string; log: string | null }): Promise<void>
  /** A key that waited signs from now on; the one before it ends at `until`. */
  activate(keyId: string, life: { since: string; until: string }): Promise<void>
  /** The private half is gone for good when this resolves. */
  destroy(keyId: string): Promise<void>
}
