import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export interface StoredBlob {
  digest: string
  size: number
  path: string
}

/** Content-addressed files. A blob is on disk and flushed before it gets its name. */
export interface Blobs {
  write(chunks: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<StoredBlob>
  writeJson(value: unknown): Promise<StoredBlob>
  read(digest: string): Promise<Buffer>
  has(digest: string): Promise<boolean>
  /** The digest of the bytes that are there now. */
  hash(digest: string): Promise<string>
  hashOf(chunks: AsyncIterable<Buffer>): Promise<string>
  pathOf(digest: string): string
}

export function blobsIn(folder: string): Blobs {
  const pathOf = (digest: string) => join(folder, hexOf(digest))

  async function write(chunks: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<StoredBlob> {
    await mkdir(folder, { recursive: true })
    const partial = join(folder, `.partial-${randomUUID()}`)
    try {
      const { digest, size } = await writeFlushed(partial, chunks)
      await rename(partial, pathOf(digest))
      await flushFolder(folder)
      return { digest, size, path: pathOf(digest) }
    } catch (error) {
      await rm(partial, { force: true })
      throw error
    }
  }

  return {
    write,
    writeJson: (value) => write([Buffer.from(JSON.stringify(value))]),
    read: (digest) => readFile(pathOf(digest)),
    has: async (digest) => (await stat(pathOf(digest)).catch(() => null))?.isFile() ?? false,
    hash: (digest) => hashOf(createReadStream(pathOf(digest))),
    hashOf,
    pathOf,
  }
}

/** Writes a small file so that a crash leaves the old content or the new, never a part. */
export async function replaceFile(path: string, content: string): Promise<void> {
  const partial = `${path}.${randomUUID()}`
  await writeFlushed(partial, [Buffer.from(content)])
  await rename(partial, path)
  await flushFolder(dirname(path))
}

async function writeFlushed(path: string, chunks: AsyncIterable<Buffer> | Iterable<Buffer>) {
  const hash = createHash('sha256')
  const file = await open(path, 'wx', 0o644)
  let size = 0
  try {
    for await (const chunk of chunks) {
      hash.update(chunk)
      size += chunk.length
      await file.writeFile(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { digest: `sha256:${hash.digest('hex')}`, size }
}

async function hashOf(chunks: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of chunks) hash.update(chunk)
  return `sha256:${hash.digest('hex')}`
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function hexOf(digest: string): string {
  const hex = /^sha256:([0-9a-f]{64})$/.exec(digest)?.[1]
  if (hex === undefined) throw new TypeError(`${digest} is not a sha256 digest.`)
  return hex
}
