/**
 * Encrypts small secrets (data keys, signing keys) under a key that never leaves its keeper: a file of this machine, or
 * a key management service.
 */
export interface KeyEncryption {
  /** @param context what the secret is for; it opens with the same context only. @returns at most 480 bytes for a secret of 64. */
  wrap(secret: Uint8Array, context: string): Promise<Uint8Array>
  /** @throws Error when it was wrapped under another key or context, or was altered. */
  unwrap(wrapped: Uint8Array, context: string): Promise<Uint8Array>
  /** Who keeps the key, for people; nothing secret. */
  keeper(): { driver: 'file' | 'vault' | 'aws-kms' | 'gcp-kms'; key: string }
}
