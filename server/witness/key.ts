import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type CosignerKey,
  cosignedBytes,
  cosignerKey,
  formatCosignature,
  formatCosignerKey,
  rawFromSpki,
} from '#server/loop/ledger/format/index.ts'
import { writeSecretFile } from '#server/platform/secrets.ts'

/** What a witness signs with. */
export interface WitnessKey {
  key: CosignerKey
  /** The line that countersigns this checkpoint's text at this moment. */
  cosign(text: string): string
}

/**
 * The Ed25519 key of a folder, made on first use; `vkey` beside it is its public half.
 * @throws Error when others can read it, or it is no Ed25519 key
 */
export function witnessKey(folder: string, name: string): WitnessKey {
  const file = join(folder, 'key.pem')
  if (!existsSync(file)) writeSecretFile(file, newKey())
  if ((statSync(file).mode & 0o077) !== 0) throw new Error(`${file} can be read by others. Run: chmod 600 ${file}`)
  const privateKey = createPrivateKey(readFileSync(file))
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error(`${file} is not an Ed25519 key`)
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  const key = cosignerKey('ed25519', name, rawFromSpki(spki))
  writeFileSync(join(folder, 'vkey'), `${formatCosignerKey(key)}\n`)
  return {
    key,
    cosign(text) {
      const at = Math.floor(Date.now() / 1000)
      const signature = new Uint8Array(sign(null, cosignedBytes(key, at, text), privateKey))
      return formatCosignature(key, { at, signature })
    },
  }
}

function newKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
}
