import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { writeSecretFile } from '#server/platform/secrets.ts'
import type { Cosigner } from '#server/ports/cosigner.ts'

/**
 * The log's ML-DSA-44 key as a PKCS#8 PEM file, made on first use, readable by its owner only.
 * @throws Error, when it is used, if others can read the file or it holds another kind of key
 */
export function fileCosigner(folder: string): Cosigner {
  const file = join(folder, 'checkpoint.ml-dsa-44.pem')
  let held: ReturnType<typeof hold> | undefined
  const key = () => {
    held ??= hold(file)
    return held
  }
  return {
    sign: async (bytes) => new Uint8Array(sign(null, bytes, key().privateKey)),
    publicKey: async () => key().spki,
  }
}

function hold(file: string) {
  if (!existsSync(file)) writeSecretFile(file, newKey())
  if ((statSync(file).mode & 0o077) !== 0) throw new Error(`${file} can be read by others. Run: chmod 600 ${file}`)
  const privateKey = createPrivateKey(readFileSync(file))
  if (privateKey.asymmetricKeyType !== 'ml-dsa-44') throw new Error(`${file} is not an ML-DSA-44 key`)
  return { privateKey, spki: new Uint8Array(createPublicKey(privateKey).export({ type: 'spki', format: 'der' })) }
}

function newKey(): string {
  return generateKeyPairSync('ml-dsa-44').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
}
