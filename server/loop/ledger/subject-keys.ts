import { randomBytes } from 'node:crypto'
import type { KeyEncryption } from '#server/ports/key-encryption.ts'
import type { LedgerReader, LedgerTransaction } from './ports.ts'
import { erasedAt, holdSubject, insertSubjectKey, plainKeys, replacePlainKey, wrappedKey } from './subject-store.ts'

/** Bytes of a key. What is stored is longer, because it is wrapped. */
const keyBytes = 32

/** Persons whose keys are kept open in memory; more are unwrapped again when they are needed. */
const openAtOnce = 1_000

/** By the wrapped bytes that opened: whoever has no row has no key, however warm this is. */
const open = new Map<string, Promise<Uint8Array>>()

/**
 * The person's key for writing, made on first use; two at once get the same one. Until the transaction ends nobody can erase
 * this person. @returns null when they were erased.
 */
export async function keyToWrite(
  tx: LedgerTransaction,
  subject: string,
  keys: KeyEncryption,
): Promise<Uint8Array | null> {
  await holdSubject(tx, subject)
  const known = await knownKey(tx, subject, keys)
  if (known) return known
  if (await erasedAt(tx, subject)) return null
  await insertSubjectKey(tx, subject, await keys.wrap(randomBytes(keyBytes), subject))
  const made = await knownKey(tx, subject, keys)
  if (made) return made
  throw new Error('the key of the subject was made by a transaction this one cannot see; try again')
}

/** The person's key; null when there is none, or none any more. @throws Error when it was wrapped for someone else */
export async function knownKey(from: LedgerReader, subject: string, keys: KeyEncryption): Promise<Uint8Array | null> {
  const stored = await wrappedKey(from, subject)
  return stored && (stored.length === keyBytes ? stored : await unwrapOnce(stored, subject, keys))
}

async function unwrapOnce(wrapped: Uint8Array, subject: string, keys: KeyEncryption): Promise<Uint8Array> {
  const name = `${subject}/${Buffer.from(wrapped).toString('base64')}`
  const opening = open.get(name) ?? keys.unwrap(wrapped, subject)
  open.delete(name)
  open.set(name, opening)
  const [oldest] = open.keys()
  if (open.size > openAtOnce && oldest !== undefined) open.delete(oldest)
  try {
    return await opening
  } catch (error) {
    open.delete(name)
    throw error
  }
}

/** Wraps the keys that an earlier version kept plain. Safe to run again, and by two at once. @returns how many */
export async function wrapPlainKeys(tx: LedgerTransaction, keys: KeyEncryption): Promise<number> {
  let wrapped = 0
  for (const { subject, key } of await plainKeys(tx)) {
    if (await replacePlainKey(tx, subject, key, await keys.wrap(key, subject))) wrapped++
  }
  return wrapped
}
