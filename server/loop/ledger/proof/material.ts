import { fromBase64, verifyMlDsa44 } from '../format/index.ts'
import { VerificationFailed, verifyEntry, verifySigned } from './entry.ts'
import { keysOf } from './keys.ts'
import { type Witnessing, witnessingOf } from './witnessing.ts'

/** An envelope's exact bytes (base64) and its tlog-proof. */
export interface ProvedBytes {
  envelope: string
  proof: string
}

/** All that a stranger needs to check one entry. Bytes only: nothing here is believed. */
export interface EntryMaterial {
  entryId: string
  envelope: string
  /** Null while the entry waits for the tree. */
  proof: string | null
  /** The log's own entries that name its keys: the last of each tree, so that one trusted tree leads to every other. */
  keysets: readonly ProvedBytes[]
}

/** What is checked of one entry, in this order; `head` and `inclusion` only once it is in the tree. */
export const entryChecks = ['keys', 'signature', 'statement', 'head', 'inclusion', 'asked'] as const
export type EntryCheck = (typeof entryChecks)[number]

export interface MaterialVerdict {
  passed: readonly EntryCheck[]
  /** The check that does not hold; those after it were not made. */
  failed: { check: EntryCheck; what: string } | null
  /** Who countersigned the head; null while there is none, or when it was not reached. */
  witnessing: Witnessing | null
}

type Heard = (check: EntryCheck) => void

/**
 * Checks one entry from the log's key on: the keys it names, the entry's signature, its place in the tree. Never throws on
 * what it is given. @param checkpointKey the tree's key as a C2SP verifier key
 */
export async function checkMaterial(material: EntryMaterial, checkpointKey: string): Promise<MaterialVerdict> {
  const passed: EntryCheck[] = []
  try {
    const witnessing = await check(material, checkpointKey, (each) => passed.push(each))
    return { passed, failed: null, witnessing }
  } catch (error) {
    const next = checksOf(material).find((each) => !passed.includes(each)) ?? 'asked'
    const failed = { check: next, what: error instanceof Error ? error.message : String(error) }
    return { passed, failed, witnessing: null }
  }
}

export function checksOf({ proof }: Pick<EntryMaterial, 'proof'>): readonly EntryCheck[] {
  return proof === null ? entryChecks.filter((each) => each !== 'head' && each !== 'inclusion') : entryChecks
}

async function check({ entryId, envelope, proof, keysets }: EntryMaterial, checkpointKey: string, heard: Heard) {
  const named = keysets.map((keyset) => ({ envelope: fromBase64(keyset.envelope), proof: keyset.proof }))
  const keys = await keysOf(named, checkpointKey)
  for (const keyset of named) await verifyEntry(keyset.envelope, keyset.proof, keys)
  heard('keys')
  const bytes = fromBase64(envelope)
  const sequenced = proof === null ? null : await verifyEntry(bytes, proof, keys, heard)
  const { header } = sequenced ?? (await verifySigned(bytes, keys, heard))
  if (header.entryId !== entryId) throw new VerificationFailed(`it is entry ${header.entryId}`)
  const witnessing = sequenced && (await witnessingOf(sequenced.note, keys, verifyMlDsa44))
  heard('asked')
  return witnessing
}
