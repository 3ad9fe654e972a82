import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '#server/platform/digest.ts'
import { EvidenceFault, type EvidenceStore } from '#server/ports/evidence.ts'

/** One file for each digest, below `root`. A file is flushed before it gets its name, so a name never leads to a part. */
export function keptEvidence(root: string): EvidenceStore {
  return {
    async put(bytes) {
      const name = sha256(bytes)
      const partial = join(root, `.partial-${randomUUID()}`)
      await mkdir(root, { recursive: true, mode: 0o700 })
      try {
        await writeFlushed(partial, bytes)
        await rename(partial, join(root, name))
      } catch (error) {
        await rm(partial, { force: true })
        throw error
      }
      await flush(root)
      return name
    },

    async get(name) {
      const bytes = /^[0-9a-f]{64}$/.test(name) ? await readFile(join(root, name)).catch(absent) : null
      if (bytes === null) throw new EvidenceFault('unknown', `Nothing is kept under ${name}.`)
      if (sha256(bytes) !== name) throw new EvidenceFault('tampered', `What is kept under ${name} is something else.`)
      return Uint8Array.from(bytes)
    },
  }
}

async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function flush(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
