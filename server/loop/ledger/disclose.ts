import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { disclosureOf, openDisclosure } from './format/index.ts'

/** A disclosure as it is stored: nonce (12 bytes), ciphertext, tag (16 bytes), AES-256-GCM under its subject's key. */
export interface SealedDisclosure {
  digest: string
  subject: string
  sealed: Uint8Array
}

const cipherName = 'aes-256-gcm'

export function seal(
  key: Uint8Array,
  subject: string,
  entryId: string,
  { digest, encoded }: { digest: string; encoded: string },
): SealedDisclosure {
  const nonce = randomBytes(12)
  const cipher = createCipheriv(cipherName, key, nonce).setAAD(boundTo(entryId, digest))
  const sealed = Buffer.concat([nonce, cipher.update(encoded, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return { digest, subject, sealed }
}

/** @throws Error when the key, entry or ciphertext is not the one it was sealed with, or it opens another digest. */
export function unseal(
  key: Uint8Array,
  entryId: string,
  disclosure: SealedDisclosure,
): { name: string; value: string } {
  const sealed = Buffer.from(disclosure.sealed)
  const decipher = createDecipheriv(cipherName, key, sealed.subarray(0, 12), { authTagLength: 16 })
    .setAAD(boundTo(entryId, disclosure.digest))
    .setAuthTag(sealed.subarray(-16))
  const encoded = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('utf8')
  if (disclosureOf(encoded).digest !== disclosure.digest) throw new Error('the disclosure opens another digest')
  return openDisclosure(encoded)
}

/** A ciphertext moved to another entry or digest does not open. */
function boundTo(entryId: string, digest: string): Buffer {
  return Buffer.from(`${entryId}/_sd/${digest}`)
}
