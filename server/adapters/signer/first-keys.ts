import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { KeyEncryption } from '#server/ports/key-encryption.ts'
import type { KeyPurpose } from '#server/ports/signer.ts'
import type { StoredKey } from './ring-file.ts'

const purposes = ['entry', 'checkpoint', 'commit'] as const
/** Where earlier versions kept the private half, as it is. */
const plainFile = (folder: string, purpose: KeyPurpose) => join(folder, `${purpose}.ed25519.pem`)

/** What a private key is wrapped for: a file that says another purpose or key does not open. */
export const contextOf = (purpose: KeyPurpose, keyId: string) => `signing-key/${purpose}/${keyId}`

/** The keys of an instance that has no ring yet: those in plain files are taken over, the others are made. */
export async function firstKeys(folder: string, encryption: KeyEncryption): Promise<StoredKey[]> {
  return await Promise.all(
    purposes.map(async (purpose) =>
      stored(purpose, null, 'current', (await plainKey(folder, purpose)) ?? newKey(), encryption),
    ),
  )
}

/** Plain files of keys that the ring holds are in the way of its promise. Others stay: nobody knows whose they are. */
export async function removePlain(folder: string, held: readonly StoredKey[]): Promise<void> {
  for (const purpose of purposes) {
    const key = await plainKey(folder, purpose).catch(() => null)
    if (key && held.some(({ keyId }) => keyId === publicOf(key).keyId))
      await rm(plainFile(folder, purpose), { force: true })
  }
}

export async function stored(
  purpose: KeyPurpose,
  log: string | null,
  state: StoredKey['state'],
  key: KeyObject,
  encryption: KeyEncryption,
): Promise<StoredKey> {
  const { keyId, spki } = publicOf(key)
  const secret = key.export({ type: 'pkcs8', format: 'der' })
  const wrapped = await encryption.wrap(secret, contextOf(purpose, keyId))
  return {
    ...{ purpose, log, state, keyId, since: null, until: null },
    spki: Buffer.from(spki).toString('base64'),
    wrapped: Buffer.from(wrapped).toString('base64'),
  }
}

export const newKey = (): KeyObject => generateKeyPairSync('ed25519').privateKey

export function publicOf(key: KeyObject): { keyId: string; spki: Uint8Array } {
  const spki = new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }))
  return { keyId: createHash('sha256').update(spki).digest('hex'), spki }
}

async function plainKey(folder: string, purpose: KeyPurpose): Promise<KeyObject | null> {
  const file = plainFile(folder, purpose)
  try {
    const { mode } = await stat(file)
    if ((mode & 0o077) !== 0) throw new Error(`${file} can be read by others. Run: chmod 600 ${file}`)
    const key = createPrivateKey(await readFile(file, 'utf8'))
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  throw new Error(`${file} is not an Ed25519 key`)
}
