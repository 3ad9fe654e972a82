import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { disclosureOf, openDisclosure } from './format/index.ts'

/** A disclosure as it is stored, sealed under its subject's key. */
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
  return { digest, subject, sealed: sealBytes(key, boundTo(entryId, digest), Buffer.from(encoded)) }
}

/** @throws Error when the key, entry or ciphertext is not the one it was sealed with, or it opens another digest. */
export function unseal(
  key: Uint8Array,
  entryId: string,
  { digest, sealed }: SealedDisclosure,
): { name: string; value: string } {
  const encoded = openBytes(key, boundTo(entryId, digest), sealed).toString('utf8')
  if (disclosureOf(encoded).digest !== digest) throw new Error('the disclosure opens another digest')
  return openDisclosure(encoded)
}

/** Nonce (12 bytes), ciphertext, tag (16 bytes), AES-256-GCM. @param place where it may be opened, and nowhere else */
export function sealBytes(key: Uint8Array, place: string, plain: Uint8Array): Uint8Array {
  const nonce = randomBytes(12)
  const cipher = createCipheriv(cipherName, key, nonce).setAAD(Buffer.from(place))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** @throws Error when key, place or ciphertext is another. */
export function openBytes(key: Uint8Array, place: string, stored: Uint8Array): Buffer {
  const sealed = Buffer.from(stored)
  const decipher = createDecipheriv(cipherName, key, sealed.subarray(0, 12), { authTagLength: 16 })
    .setAAD(Buffer.from(place))
    .setAuthTag(sealed.subarray(-16))
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])
}

/** A ciphertext moved to another entry or digest does not open. */
const boundTo = (entryId: string, digest: string) => `${entryId}/_sd/${digest}`
