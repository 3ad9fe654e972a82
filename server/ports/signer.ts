/** Holds private keys of the system. Keys never leave it. */
export interface Signer {
  /** Ed25519 over the exact bytes; the key's id is the sha256 of its SPKI, hexadecimal. */
  sign(purpose: KeyPurpose, bytes: Uint8Array): Promise<{ keyId: string; signature: Uint8Array }>
  /** SPKI, DER. */
  publicKey(purpose: KeyPurpose): Promise<{ keyId: string; spki: Uint8Array }>
}

/** `entry` signs ledger envelopes, `checkpoint` the tree's head, `commit` Git commits. */
export type KeyPurpose = 'entry' | 'checkpoint' | 'commit'
