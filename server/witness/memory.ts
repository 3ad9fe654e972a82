import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { type Bytes, fromBase64, toBase64 } from '#server/loop/ledger/format/index.ts'

/** The newest head of a log that was countersigned. */
export interface Countersigned {
  size: number
  root: Bytes
}

/** One small file per log, read at each question and replaced whole: what is not on disk was not countersigned. */
export interface WitnessMemory {
  /** Null when the log was never seen. @throws Error when the file cannot be read: that log is not countersigned. */
  read(origin: string): Promise<Countersigned | null>
  /** Durable when it resolves. */
  write(origin: string, head: Countersigned): Promise<void>
  /** Work for one log, one after the other. */
  alone<T>(origin: string, work: () => Promise<T>): Promise<T>
}

export function witnessMemory(folder: string): WitnessMemory {
  const fileOf = (origin: string) =>
    join(folder, `${createHash('sha256').update(origin).digest('hex').slice(0, 32)}.json`)
  const last = new Map<string, Promise<unknown>>()
  return {
    read: (origin) => readHead(fileOf(origin), origin),
    write: (origin, head) => writeHead(folder, fileOf(origin), origin, head),
    alone(origin, work) {
      const mine = (last.get(origin) ?? Promise.resolve()).then(work, work)
      last.set(origin, mine)
      return mine
    },
  }
}

async function readHead(file: string, origin: string): Promise<Countersigned | null> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  const stored = JSON.parse(text) as { origin?: unknown; size?: unknown; root?: unknown }
  const { size, root } = stored
  if (stored.origin !== origin || !Number.isSafeInteger(size) || typeof root !== 'string') {
    throw new Error(`${file} is not the head of ${origin}`)
  }
  return { size: size as number, root: fromBase64(root) }
}

async function writeHead(folder: string, file: string, origin: string, { size, root }: Countersigned): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = `${file}.draft`
  await writeDurably(draft, `${JSON.stringify({ origin, size, root: toBase64(root) })}\n`)
  await rename(draft, file)
  const directory = await open(folder)
  try {
    // The new name is on disk only once its folder is.
    await directory.sync()
  } finally {
    await directory.close()
  }
}

async function writeDurably(name: string, content: string): Promise<void> {
  const file = await open(name, 'w', 0o600)
  try {
    await file.writeFile(content)
    await file.datasync()
  } finally {
    await file.close()
  }
}
