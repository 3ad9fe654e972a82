import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, stat, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { KeyEncryption } from '#server/ports/key-encryption.ts'

const cipherName = 'aes-256-gcm'

/**
 * AES-256-GCM under a key in a file, readable by its owner only and made on first use. Wrapped: nonce (12 bytes),
 * ciphertext, tag (16). @throws Error when the file is open to others or is not 32 bytes.
 */
export function fileKeyEncryption(file: string): KeyEncryption {
  let held: Promise<Buffer> | undefined
  const key = () => {
    held ??= hold(file).catch((error) => {
      held = undefined
      throw error
    })
    return held
  }
  return {
    async wrap(secret, context) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv(cipherName, await key(), nonce).setAAD(Buffer.from(context))
      return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()])
    },
    async unwrap(wrapped, context) {
      const bytes = Buffer.from(wrapped)
      const decipher = createDecipheriv(cipherName, await key(), bytes.subarray(0, 12), { authTagLength: 16 })
      decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(-16))
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()])
    },
    keeper: () => ({ driver: 'file', key: createHash('sha256').update(file).digest('hex').slice(0, 16) }),
  }
}

async function hold(file: string): Promise<Buffer> {
  const key = (await existing(file)) ?? (await make(file))
  if (key.length !== 32) throw new Error(`${file} is not a key of 32 bytes`)
  return key
}

async function existing(file: string): Promise<Buffer | null> {
  try {
    const { mode } = await stat(file)
    if ((mode & 0o077) !== 0) throw new Error(`${file} can be read by others. Run: chmod 600 ${file}`)
    return await readFile(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Written whole under another name, then linked: whoever comes second finds the first one's key. */
async function make(file: string): Promise<Buffer> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const key = randomBytes(32)
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  const handle = await open(draft, 'wx', 0o600)
  try {
    await handle.writeFile(key)
    await handle.datasync()
    await handle.close()
    await link(draft, file)
    return key
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return await readFile(file)
    throw error
  } finally {
    await unlink(draft)
  }
}
