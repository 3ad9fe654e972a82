import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'

/** The last head this machine saw committed, kept outside the database. */
export interface Head {
  size: number
  /** base64. */
  root: string
}

export interface HeadMemory {
  read(origin: string): Promise<Head | null>
  write(origin: string, head: Head): Promise<void>
}

/** One small file per log, replaced whole. */
export function headFiles(folder: string): HeadMemory {
  const fileOf = (origin: string) =>
    join(folder, `${createHash('sha256').update(origin).digest('hex').slice(0, 16)}.json`)
  return {
    async read(origin) {
      try {
        return JSON.parse(await readFile(fileOf(origin), 'utf8'))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      }
    },
    async write(origin, head) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const draft = `${fileOf(origin)}.${process.pid}`
      const file = await open(draft, 'w', 0o600)
      try {
        await file.writeFile(JSON.stringify({ origin, ...head }))
        await file.datasync()
      } finally {
        await file.close()
      }
      await rename(draft, fileOf(origin))
    },
  }
}
