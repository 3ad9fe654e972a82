import type { KeyPurpose, PublicKey, Signer } from '#server/ports/signer.ts'
import { decodeEnvelope, fromBase64, rawFromSpki, verifyEnvelope } from '../format/index.ts'
import type { LedgerReader } from '../ports.ts'
import type { Keyset } from '../predicates/delivering.ts'
import type { TrustedKeys } from '../proof/entry.ts'
import { keysNamed, readKeyset } from '../proof/keys.ts'
import type { EntryRow } from '../store.ts'
import { sshLine } from './ssh-line.ts'
import { newestOfKind } from './store.ts'

/** A key of this instance with its life. */
export interface KnownKey extends PublicKey {
  since: string | null
  until: string | null
}

/** How far back the chain is followed when the newest keyset is not signed by a key that is held. */
const lookedBack = 40

export interface SignedKeyset {
  entryId: string
  keyset: Keyset
  keyIds: readonly string[]
}

/**
 * The newest `keyset` entry that hangs on a key held here: signed by it, or by one that such an entry names and has not ended.
 * Nothing else that lies in the database is believed. Null before the first.
 */
export async function signedKeyset(from: LedgerReader, signer: Signer): Promise<SignedKeyset | null> {
  const known = new Map((await signer.publicKeys('entry')).map(({ keyId, spki }) => [keyId, rawFromSpki(spki)]))
  const [newest] = await newestOfKind(from, 'keyset', 1)
  const direct = newest && (await readSigned(newest, known))
  if (!newest || direct) return direct ?? null
  let latest: SignedKeyset | null = null
  for (const row of (await newestOfKind(from, 'keyset', lookedBack)).toReversed()) {
    const said = await readSigned(row, known)
    if (!said) continue
    latest = said
    for (const { purpose, keyId, spki, until } of said.keyset.keys) {
      if (purpose === 'entry' && !until) known.set(keyId, rawFromSpki(fromBase64(spki)))
    }
  }
  return latest
}

/** The keys that sign this instance's entries, and those that did. */
export async function entryKeys(from: LedgerReader, signer: Signer): Promise<TrustedKeys> {
  const said = await signedKeyset(from, signer)
  const named = keysNamed(said ? [said.keyset] : [])
  const held = await signer.publicKeys('entry')
  const entries = new Map([...named.entries, ...held.map(({ keyId, spki }) => [keyId, rawFromSpki(spki)] as const)])
  return { ...named, entries }
}

/** This instance's keys of one purpose, the one that signs first, with those whose time is over. */
export async function knownKeys(from: LedgerReader, signer: Signer, purpose: KeyPurpose): Promise<KnownKey[]> {
  const said = await signedKeyset(from, signer)
  const known = new Map<string, KnownKey>()
  for (const { keyId, spki } of await signer.publicKeys(purpose)) known.set(keyId, { keyId, spki, ...unsaid })
  for (const { keyId, spki, since = null, until = null, ...key } of said?.keyset.keys ?? []) {
    if (key.purpose === purpose) known.set(keyId, { keyId, spki: fromBase64(spki), since, until })
  }
  return [...known.values()]
}

/** The keys that sign this system's commits, or did, as OpenSSH writes them. */
export async function commitKeys(from: LedgerReader, signer: Signer): Promise<{ keyId: string; line: string }[]> {
  return (await knownKeys(from, signer, 'commit')).map(({ keyId, spki }) => ({ keyId, line: sshLine(spki) }))
}

const unsaid = { since: null, until: null }

async function readSigned(
  { entry_id: entryId, envelope }: EntryRow,
  keys: ReadonlyMap<string, Uint8Array>,
): Promise<SignedKeyset | null> {
  try {
    const keyIds = await verifyEnvelope(decodeEnvelope(envelope), keys)
    return { entryId, keyIds, keyset: readKeyset(envelope) }
  } catch {
    return null
  }
}
