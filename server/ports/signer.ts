/** Holds private keys of the system. Keys never leave it. */
export interface Signer {
  /**
   * Ed25519 over the exact bytes by the key that signs now; its id is the sha256 of its SPKI, hexadecimal.
   * @param log the origin of the tree, for `checkpoint`: each tree has a key of its own. Left out: the newest tree's.
   */
  sign(purpose: KeyPurpose, bytes: Uint8Array, log?: string): Promise<{ keyId: string; signature: Uint8Array }>
  /** The key that signs now. */
  publicKey(purpose: KeyPurpose, log?: string): Promise<PublicKey>
  /** Every key held for the purpose, also those that wait and those in their overlap. The one that signs comes first. */
  publicKeys(purpose: KeyPurpose): Promise<readonly PublicKey[]>
}

export interface PublicKey {
  keyId: string
  /** SPKI, DER. */
  spki: Uint8Array
}

/** `entry` signs ledger envelopes, `checkpoint` the tree's head, `commit` Git commits. */
export type KeyPurpose = 'entry' | 'checkpoint' | 'commit'
