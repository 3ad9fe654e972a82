import { createHash, randomUUID } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  fchownSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** Writing a line takes milliseconds: a lock older than this was left behind by a command that was killed. */
const staleMs = 2_000
/** Longer than this nobody waits: a line out of order halts everything, which is safe. */
const waitMs = 5_000

const sha256 = (text) => createHash('sha256').update(text).digest('hex')

/**
 * Appends one line that names the line before it, on disk before this returns. Commands given at the same moment write one
 * after the other.
 * @returns the line's digest, by which it is acknowledged.
 */
export async function writeJournal(folder, halt) {
  const owner = makeFolder(folder)
  return await inTurn(join(folder, 'journal.lock'), () => append(join(folder, 'journal.ndjson'), halt, owner))
}

function append(file, halt, owner) {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const last = text.split('\n').filter(Boolean).at(-1)
  const previous = last === undefined ? '' : sha256(last)
  const line = JSON.stringify({ id: randomUUID(), at: new Date().toISOString(), ...halt, previous })
  const cutOff = text !== '' && !text.endsWith('\n')
  const descriptor = openSync(file, 'a', 0o600)
  if (owner) fchownSync(descriptor, owner.uid, owner.gid)
  writeSync(descriptor, `${cutOff ? '\n' : ''}${line}\n`)
  fsyncSync(descriptor)
  closeSync(descriptor)
  return sha256(line)
}

/** Made by root, it belongs to whoever owns the folder it lies in, so that their system can read what root wrote. */
function makeFolder(folder) {
  const missing = []
  let parent = folder
  for (; !existsSync(parent); parent = dirname(parent)) missing.unshift(parent)
  const owner = process.getuid?.() === 0 ? statSync(parent) : null
  for (const each of missing) {
    mkdirSync(each, { recursive: true, mode: 0o755 })
    if (owner) chownSync(each, owner.uid, owner.gid)
  }
  return owner
}

async function inTurn(lock, work) {
  const mine = randomUUID()
  const end = Date.now() + waitMs
  while (!taken(lock, mine) && Date.now() < end) {
    removeStale(lock)
    await pause(5 + Math.random() * 15)
  }
  try {
    return work()
  } finally {
    if (contentOf(lock) === mine) unlinkSync(lock)
  }
}

function taken(lock, mine) {
  try {
    writeFileSync(lock, mine, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** Set aside first, then looked at again: a lock that someone took in between is put back. */
function removeStale(lock) {
  if (ageOf(lock) < staleMs) return
  const aside = `${lock}.${randomUUID()}`
  try {
    renameSync(lock, aside)
    if (ageOf(aside) < staleMs) linkSync(aside, lock)
    unlinkSync(aside)
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error
  }
}

function ageOf(file) {
  try {
    return Date.now() - statSync(file).mtimeMs
  } catch (error) {
    if (error.code === 'ENOENT') return 0
    throw error
  }
}

function contentOf(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
