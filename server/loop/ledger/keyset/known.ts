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

/** How many keysets back a key that is still held may have signed one. */
const lookedBack = 20

export interface SignedKeyset {
  entryId: string
  keyset: Keyset
}

/**
 * The newest `keyset` entry that a key held here signed: what it says of the others, this instance said. Nothing of what
 * only lies in the database is believed. Null before the first.
 */
export async function signedKeyset(from: LedgerReader, signer: Signer): Promise<SignedKeyset | null> {
  const held = new Map((await signer.publicKeys('entry')).map(({ keyId, spki }) => [keyId, rawFromSpki(spki)]))
  for (const row of await newestOfKind(from, 'keyset', lookedBack)) {
    const keyset = await readSigned(row, held)
    if (keyset) return { entryId: row.entry_id, keyset }
  }
  return null
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

async function readSigned({ envelope }: EntryRow, keys: ReadonlyMap<string, Uint8Array>): Promise<Keyset | null> {
  try {
    await verifyEnvelope(decodeEnvelope(envelope), keys)
    return readKeyset(envelope)
  } catch {
    return null
  }
}
