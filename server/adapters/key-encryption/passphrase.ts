import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { writeSecretFile } from '#server/platform/secrets.ts'
import type { KeyEncryption } from '#server/ports/key-encryption.ts'

const cipherName = 'aes-256-gcm'
const derive = promisify<string, Buffer, number, object, Buffer>(scrypt)
/** RFC 7914; 128 MiB and a fifth of a second or so for each guess. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 2 ** 20 }
/** What the file holds encrypted, so that another passphrase is noticed at once. */
const check = 'codex-dominion'
const checkContext = 'passphrase-check'

/** Where the passphrase comes from: the text itself, or a file whose first line it is. */
export interface Passphrase {
  text: string | undefined
  file: string | undefined
}

/**
 * AES-256-GCM under a key that scrypt makes of a passphrase. The salt lies in `saltFile`, made on first use: without it, the
 * passphrase opens nothing. Wrapped: nonce (12 bytes), ciphertext, tag (16).
 * @throws Error that says so when the passphrase is missing or is not the one of the first use
 */
export function passphraseKeyEncryption(saltFile: string, passphrase: Passphrase): KeyEncryption {
  let held: Promise<Buffer> | undefined
  let id = 'passphrase'
  const key = () => {
    held ??= hold(saltFile, passphrase)
      .then((kept) => {
        id = `passphrase, salt ${kept.salt.slice(0, 8)}`
        return kept.key
      })
      .catch((error) => {
        held = undefined
        throw error
      })
    return held
  }
  return {
    wrap: async (secret, context) => sealed(await key(), secret, context),
    unwrap: async (wrapped, context) => opened(await key(), Buffer.from(wrapped), context),
    keeper: () => ({ driver: 'file', key: id }),
  }
}

async function hold(saltFile: string, passphrase: Passphrase): Promise<{ key: Buffer; salt: string }> {
  const text = await textOf(passphrase)
  const { salt, proof } = (await existing(saltFile)) ?? (await make(saltFile, text))
  const key = await derive(text, Buffer.from(salt, 'hex'), 32, cost)
  try {
    opened(key, Buffer.from(proof, 'base64'), checkContext)
  } catch {
    throw new Error(`The passphrase is not the one that ${saltFile} was made with`)
  }
  return { key, salt }
}

async function textOf({ text, file }: Passphrase): Promise<string> {
  const found = file ? (await readFile(file, 'utf8')).split(/\r?\n/)[0] : text
  if (found) return found
  throw new Error('No passphrase is set. Set KEY_PASSPHRASE, or KEY_PASSPHRASE_FILE to a file that holds it')
}

interface Kept {
  salt: string
  proof: string
}

async function existing(file: string): Promise<Kept | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new Error(`${file} cannot be read`, { cause: error })
  }
}

/** Whoever comes second finds the first one's salt. */
async function make(file: string, text: string): Promise<Kept> {
  const salt = randomBytes(16)
  const key = await derive(text, salt, 32, cost)
  const proof = Buffer.from(sealed(key, Buffer.from(check), checkContext)).toString('base64')
  writeSecretFile(file, `${JSON.stringify({ salt: salt.toString('hex'), proof })}\n`)
  return (await existing(file)) as Kept
}

function sealed(key: Buffer, secret: Uint8Array, context: string): Uint8Array {
  const nonce = randomBytes(12)
  const cipher = createCipheriv(cipherName, key, nonce).setAAD(Buffer.from(context))
  return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()])
}

function opened(key: Buffer, bytes: Buffer, context: string): Buffer {
  const decipher = createDecipheriv(cipherName, key, bytes.subarray(0, 12), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(-16))
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()])
}
