import { mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const underWay = new Map<string, Promise<unknown>>()
const lookAgainMs = 150

/**
 * Makes `place` exist, once, however many processes ask at a time. `make` must make it appear whole, by a rename.
 * A process that was killed while making it is noticed by its id, and the next one begins anew.
 */
export async function once(place: string, signal: AbortSignal, make: () => Promise<void>): Promise<{ fresh: boolean }> {
  if (await exists(place)) return { fresh: false }
  const here = underWay.get(place)
  if (here) {
    // Whoever began it may have been told to stop; that is no reason for us to.
    await here.catch(() => {})
    signal.throwIfAborted()
    return await once(place, signal, make)
  }
  const work = makeUnderLock(place, signal, make)
  underWay.set(place, work)
  try {
    return await work
  } finally {
    underWay.delete(place)
  }
}

async function makeUnderLock(
  place: string,
  signal: AbortSignal,
  make: () => Promise<void>,
): Promise<{ fresh: boolean }> {
  const lock = `${place}.lock`
  await mkdir(dirname(place), { recursive: true })
  while (!(await take(lock))) {
    signal.throwIfAborted()
    await sleep(lookAgainMs)
    if (await exists(place)) return { fresh: false }
  }
  try {
    if (await exists(place)) return { fresh: false }
    await make()
    return { fresh: true }
  } finally {
    await rm(lock, { force: true })
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    const file = await open(lock, 'wx')
    await file.writeFile(await identity(process.pid))
    await file.close()
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    if (await abandoned(lock)) await rm(lock, { force: true })
    return false
  }
}

/** A lock without a word in it is either a moment old or left by a crash between making and writing. */
async function abandoned(lock: string): Promise<boolean> {
  const [text, made] = await Promise.all([readFile(lock, 'utf8').catch(() => null), stat(lock).catch(() => null)])
  if (text === null || made === null) return false
  if (text === '') return Date.now() - made.mtimeMs > 5000
  return text !== (await identity(Number(text.split(' ')[0])))
}

/** A process id is used again one day; with its start time it is not. */
async function identity(pid: number): Promise<string> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return `${pid} ${text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? 'gone'}`
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
