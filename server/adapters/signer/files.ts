import { createPrivateKey, type KeyObject, sign } from 'node:crypto'
import { join } from 'node:path'
import type { KeyEncryption } from '#server/ports/key-encryption.ts'
import type { KeyRing, RingKey } from '#server/ports/key-ring.ts'
import { activated, begun, destroyed, signing, waiting } from './changes.ts'
import { contextOf, firstKeys, newKey, removePlain, stored } from './first-keys.ts'
import { newestVersion, readRing, type StoredKey, type StoredRing, writeRing } from './ring-file.ts'

/** How long a process may not have noticed that the keys changed. */
const lookAgainMs = 100

/**
 * Ed25519 keys in one file of `<folder>/signing`, readable by its owner only; each private half is encrypted by
 * `encryption` and lies open in memory alone. Made on first use; processes that start at the same moment agree.
 * @throws Error when the file is open to others, or when its keys were encrypted under another key.
 */
export function fileSigner(folder: string, encryption: KeyEncryption): KeyRing {
  const ring = heldRing(folder, encryption)
  const pick = async (...[purpose, log]: Parameters<KeyRing['publicKey']>) => signing(await ring.read(), purpose, log)
  return {
    async sign(purpose, bytes, log) {
      const { keyId, secret } = await ring.ready(await pick(purpose, log))
      return { keyId, signature: new Uint8Array(sign(null, bytes, secret)) }
    },
    publicKey: async (purpose, log) => publicOf(await pick(purpose, log)),
    async publicKeys(purpose) {
      const held = (await ring.read()).filter((key) => key.purpose === purpose && key.wrapped !== null)
      return held.toSorted((a, b) => Number(b.state === 'current') - Number(a.state === 'current')).map(publicOf)
    },
    keys: async () => (await ring.read()).map(shown),
    async prepare(purpose, log) {
      const had = waiting(await ring.read(), purpose, log)
      const made = had ?? (await stored(purpose, log, 'next', newKey(), encryption))
      const keys = had ? [had] : await ring.change((known) => (waiting(known, purpose, log) ? known : [...known, made]))
      const key = waiting(keys, purpose, log) ?? made
      // What cannot be opened again must never be relied on.
      await ring.open(key)
      return shown(key)
    },
    begin: async (keyId, life) => void (await ring.change((keys) => begun(keys, keyId, life))),
    activate: async (keyId, life) => void (await ring.change((keys) => activated(keys, keyId, life))),
    destroy: async (keyId) => void (await ring.change((keys) => destroyed(keys, keyId))),
  }
}

/** The ring as this process knows it, and what of it was decrypted. */
function heldRing(folder: string, encryption: KeyEncryption) {
  const home = join(folder, 'signing')
  const opened = new Map<string, Promise<KeyObject>>()
  let known: StoredRing | undefined
  let lookedAt = 0
  let reading: Promise<StoredRing> | undefined

  async function current(): Promise<StoredRing> {
    if (known && performance.now() - lookedAt < lookAgainMs) return known
    reading ??= load().finally(() => {
      reading = undefined
    })
    return await reading
  }
  async function load(): Promise<StoredRing> {
    if (!known || (await newestVersion(home)) !== known.version) await take((await readRing(home)) ?? (await found()))
    lookedAt = performance.now()
    return known as StoredRing
  }
  async function found(): Promise<StoredRing> {
    const first = { version: 1, keys: await firstKeys(folder, encryption) }
    const ring = (await writeRing(home, first)) ? first : await readRing(home)
    if (!ring) throw new Error(`the keys in ${home} are gone`)
    return ring
  }
  async function take(ring: StoredRing): Promise<void> {
    if (!known) await removePlain(folder, ring.keys)
    known = ring
    for (const [keyId] of opened) if (!ring.keys.some((key) => key.keyId === keyId && key.wrapped)) opened.delete(keyId)
    // Opened ahead: a keeper that is away when a key's time comes stops nothing.
    for (const key of ring.keys) if (key.state === 'next') open(key).catch(() => undefined)
  }
  function open(key: StoredKey): Promise<KeyObject> {
    const secret = opened.get(key.keyId) ?? unwrap(key, encryption)
    opened.set(key.keyId, secret)
    secret.catch(() => opened.delete(key.keyId))
    return secret
  }
  /** While whoever keeps the key is away, the key before, which is open, signs on in its overlap. */
  async function ready(key: StoredKey): Promise<{ keyId: string; secret: KeyObject }> {
    try {
      return { keyId: key.keyId, secret: await open(key) }
    } catch (error) {
      const before = known?.keys.findLast((each) => each.purpose === key.purpose && each.state === 'ending')
      const secret = before && key.log === null ? opened.get(before.keyId) : undefined
      if (!before || !secret) throw error
      return { keyId: before.keyId, secret: await secret }
    }
  }
  async function change(to: (keys: readonly StoredKey[]) => readonly StoredKey[]): Promise<readonly StoredKey[]> {
    for (;;) {
      known = undefined
      const before = await current()
      const keys = to(before.keys)
      if (keys === before.keys) return keys
      const next = { version: before.version + 1, keys }
      if (!(await writeRing(home, next))) continue
      await take(next)
      return keys
    }
  }
  return { read: async () => (await current()).keys, open, ready, change }
}

async function unwrap({ purpose, keyId, wrapped }: StoredKey, encryption: KeyEncryption): Promise<KeyObject> {
  const secret = await encryption.unwrap(Buffer.from(wrapped ?? '', 'base64'), contextOf(purpose, keyId))
  return createPrivateKey({ key: Buffer.from(secret), format: 'der', type: 'pkcs8' })
}

const publicOf = ({ keyId, spki }: StoredKey) => ({ keyId, spki: new Uint8Array(Buffer.from(spki, 'base64')) })

function shown({ spki, purpose, keyId, log, state, since, until }: StoredKey): RingKey {
  return { purpose, keyId, log, state, since, until, spki: new Uint8Array(Buffer.from(spki, 'base64')) }
}
