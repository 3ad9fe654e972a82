import type { KeyRing } from '#server/ports/key-ring.ts'
import type { KeyPurpose } from '#server/ports/signer.ts'
import type { StoredKey } from './ring-file.ts'

/** What may happen to a ring, as functions of it. */

/** The key a signature is made with: of the tree, when one is named; else the one that signs, else the tree's that waits. */
export function signing(keys: readonly StoredKey[], purpose: KeyPurpose, log: string | undefined): StoredKey {
  const held = keys.filter((key) => key.purpose === purpose && key.wrapped !== null)
  const current = held.findLast(({ state }) => state === 'current')
  const found =
    log === undefined
      ? current
      : (held.find((key) => key.log === log) ?? held.find((key) => key.log === null && key.state === 'current'))
  if (found) return found
  throw new Error(
    log === undefined ? `no key signs for ${purpose}` : `none of the keys in this data folder is that of ${log}`,
  )
}

/** A tree has one key for good: one that was activated before its tree was begun is not waited for twice. */
export function waiting(keys: readonly StoredKey[], purpose: KeyPurpose, log: string | null): StoredKey | undefined {
  const states = log === null ? ['next'] : ['next', 'current']
  return keys.find((key) => key.purpose === purpose && key.log === log && states.includes(key.state))
}

export function begun(keys: readonly StoredKey[], keyId: string, life: Parameters<KeyRing['begin']>[1]): StoredKey[] {
  return keys.map((key) => (key.keyId === keyId ? { ...key, ...life } : key))
}

export function activated(
  keys: readonly StoredKey[],
  keyId: string,
  { since, until }: Parameters<KeyRing['activate']>[1],
): StoredKey[] {
  const purpose = keys.find((key) => key.keyId === keyId)?.purpose
  return keys.map((key) => {
    if (key.keyId === keyId) return { ...key, state: 'current', since }
    return key.purpose === purpose && key.state === 'current' ? { ...key, state: 'ending', until } : key
  })
}

export function destroyed(keys: readonly StoredKey[], keyId: string): StoredKey[] {
  return keys.map((key) => (key.keyId === keyId ? { ...key, state: 'ended', wrapped: null } : key))
}
