import { createPublicKey, hash, verify } from 'node:crypto'
import { type Hash, mlDsa44Spki, type VerifyMlDsa } from './format/index.ts'

/** Node's own SHA-256, for where many hashes are made. */
export const native: Hash = (bytes) => hash('sha256', bytes, 'buffer')

/** Node's own ML-DSA-44, where its WebCrypto still warns. */
export const nativeMlDsa44: VerifyMlDsa = async (publicKey, signature, message) => {
  const key = createPublicKey({ key: Buffer.from(mlDsa44Spki(publicKey)), format: 'der', type: 'spki' })
  return verify(null, message, key, signature)
}
