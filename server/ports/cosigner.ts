/** Holds the log's own post-quantum key. It never leaves it. */
export interface Cosigner {
  /** ML-DSA-44 (FIPS 204), pure, empty context, over the exact bytes: 2,420 bytes. */
  sign(bytes: Uint8Array): Promise<Uint8Array>
  /** SPKI, DER. */
  publicKey(): Promise<Uint8Array>
}
