import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readdir, readFile, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { RingKey } from '#server/ports/key-ring.ts'

/** A key as it lies in the file. The private half is encrypted by whoever keeps the key for that. */
export interface StoredKey extends Omit<RingKey, 'spki'> {
  /** base64. */
  spki: string
  /** base64; null once it was destroyed. */
  wrapped: string | null
}

export interface StoredRing {
  version: number
  keys: readonly StoredKey[]
}

/** A draft this old was left by a process that died. */
const draftLivesMs = 60_000
const nameOf = (version: number) => `${String(version).padStart(8, '0')}.json`
const versionOf = (name: string) => Number(/^(\d{8})\.json$/.exec(name)?.[1] ?? 0)

/** The newest version there is; 0 before the first. */
export async function newestVersion(folder: string): Promise<number> {
  return Math.max(0, ...(await namesIn(folder)).map(versionOf))
}

/** The newest ring; null before the first. @throws Error when it is open to others or cannot be read. */
export async function readRing(folder: string): Promise<StoredRing | null> {
  for (let round = 0; round < 20; round++) {
    const version = await newestVersion(folder)
    if (version === 0) return null
    const file = join(folder, nameOf(version))
    try {
      const { mode } = await stat(file)
      if ((mode & 0o077) !== 0) throw new Error(`${file} can be read by others. Run: chmod 600 ${file}`)
      return { version, keys: JSON.parse(await readFile(file, 'utf8')).keys }
    } catch (error) {
      // It was replaced between the two looks.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  throw new Error(`the keys in ${folder} change faster than they can be read`)
}

/**
 * Puts the next version in place of the one that was read, whole, and removes every older one.
 * @returns false when someone else was first: read again
 */
export async function writeRing(folder: string, { version, keys }: StoredRing): Promise<boolean> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = join(folder, `draft.${process.pid}.${randomBytes(4).toString('hex')}`)
  const file = join(folder, nameOf(version))
  try {
    await writeDurably(draft, `${JSON.stringify({ format: 'dominion-keys/1', keys }, null, 1)}\n`)
    await link(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await unlink(draft).catch(() => undefined)
  }
  // A slower writer may take a name that was used and removed: only the newest counts.
  if ((await newestVersion(folder)) !== version) {
    await unlink(file).catch(() => undefined)
    return false
  }
  await settle(folder)
  await sweep(folder, version)
  return true
}

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A name is durable when its folder is. */
async function settle(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function sweep(folder: string, version: number): Promise<void> {
  for (const name of await namesIn(folder)) {
    const file = join(folder, name)
    const older = versionOf(name) > 0 && versionOf(name) < version
    if (older || (name.startsWith('draft.') && (await isOld(file)))) await unlink(file).catch(() => undefined)
  }
  await settle(folder)
}

async function isOld(file: string): Promise<boolean> {
  const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }))
  return Date.now() - mtimeMs > draftLivesMs
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
