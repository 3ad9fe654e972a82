import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { chmod, link, mkdir, readFile, stat, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { KeyPurpose, Signer } from '#server/ports/signer.ts'

interface Held {
  keyId: string
  spki: Uint8Array
  privateKey: KeyObject
}

/**
 * Ed25519 keys as PKCS#8 PEM files, one per purpose, readable by their owner only and made on first use. Processes that
 * start at the same moment agree on one key. @throws Error when a file is open to others or is no Ed25519 key.
 */
export function fileSigner(folder: string): Signer {
  const held = new Map<KeyPurpose, Promise<Held>>()
  const key = (purpose: KeyPurpose) => {
    const known = held.get(purpose) ?? hold(folder, purpose)
    known.catch(() => held.delete(purpose))
    held.set(purpose, known)
    return known
  }
  return {
    async sign(purpose, bytes) {
      const { keyId, privateKey } = await key(purpose)
      return { keyId, signature: new Uint8Array(sign(null, bytes, privateKey)) }
    },
    async publicKey(purpose) {
      const { keyId, spki } = await key(purpose)
      return { keyId, spki }
    },
  }
}

async function hold(folder: string, purpose: KeyPurpose): Promise<Held> {
  const file = join(folder, `${purpose}.ed25519.pem`)
  const privateKey = createPrivateKey((await existing(file)) ?? (await make(folder, file)))
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error(`${file} is not an Ed25519 key`)
  const spki = new Uint8Array(createPublicKey(privateKey).export({ type: 'spki', format: 'der' }))
  return { keyId: createHash('sha256').update(spki).digest('hex'), spki, privateKey }
}

async function existing(file: string): Promise<string | null> {
  try {
    const { mode } = await stat(file)
    if ((mode & 0o077) !== 0) throw new Error(`${file} can be read by others. Run: chmod 600 ${file}`)
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Written whole under another name, then linked: whoever comes second finds the first one's key. */
async function make(folder: string, file: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
  const draft = `${file}.${process.pid}.${createHash('sha256').update(pem).digest('hex').slice(0, 8)}`
  await writeFile(draft, pem, { mode: 0o600, flag: 'wx', flush: true })
  await chmod(draft, 0o600)
  try {
    await link(draft, file)
    return pem
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return await readFile(file, 'utf8')
    throw error
  } finally {
    await unlink(draft)
  }
}
