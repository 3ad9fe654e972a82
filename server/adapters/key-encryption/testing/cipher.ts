import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** What a vendor's hardware does: AES-256-GCM under a key that never leaves it, bound to a context. */
export function vendorCipher() {
  const key = randomBytes(32)
  return {
    close(plain: Buffer, context: string): Buffer {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    },
    /** Null when it does not open. */
    open(closed: Buffer, context: string): Buffer | null {
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, closed.subarray(0, 12))
        decipher.setAAD(Buffer.from(context)).setAuthTag(closed.subarray(-16))
        return Buffer.concat([decipher.update(closed.subarray(12, -16)), decipher.final()])
      } catch {
        return null
      }
    },
  }
}
