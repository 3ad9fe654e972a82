import { join } from 'node:path'
import { fileKeyEncryption } from '#server/adapters/key-encryption/files.ts'
import { fileSigner } from '#server/adapters/signer/index.ts'
import type { KeyRing } from '#server/ports/key-ring.ts'

/** Keys of a test's own, encrypted as an instance does by default: under a key of the same folder. */
export function testSigner(folder: string): KeyRing {
  return fileSigner(folder, fileKeyEncryption(join(folder, 'encryption.key')))
}
