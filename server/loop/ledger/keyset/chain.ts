import { canonicalize, decodeEnvelope, decodeStatement, toHex, verifyEnvelope } from '../format/index.ts'
import type { LedgerReader } from '../ports.ts'
import type { Keyset } from '../predicates/delivering.ts'
import type { TrustedKeys } from '../proof/entry.ts'
import { keysNamed, readKeyset } from '../proof/keys.ts'
import { type EntryRow, type LeafRow, rowsOfKind, type ShardRow } from '../store.ts'
import { predicateTypes } from '../vocabulary.ts'

/** What holds the keys and the trees together over years, for whoever audits. */

export interface ChainFault {
  where: string
  what: string
}

/** A tree as it stands at its end: what the first entry of the next one must say. */
export interface Closed extends ShardRow {
  size: number
  root: Uint8Array
  lastEntry: string
}

/** Every key the log names. Each keyset must be signed by a key that an earlier one names; the first is its own ground. */
export async function keysInOrder(from: LedgerReader): Promise<{ keys: TrustedKeys; faults: ChainFault[] }> {
  const faults: ChainFault[] = []
  const believed: Keyset[] = []
  for (const row of await rowsOfKind(from, 'keyset')) {
    const where = `entry ${row.entry_id} (keyset)`
    try {
      const keyset = readKeyset(row.envelope)
      await signedBefore(row, believed.length === 0 ? [keyset] : believed)
      keysNamed([...believed, keyset])
      believed.push(keyset)
    } catch (error) {
      faults.push({ where, what: error instanceof Error ? error.message : String(error) })
    }
  }
  return { keys: keysNamed(believed), faults }
}

async function signedBefore({ envelope }: EntryRow, before: readonly Keyset[]): Promise<void> {
  await verifyEnvelope(decodeEnvelope(envelope), keysNamed(before).entries).catch((cause: unknown) => {
    throw new Error('it is not signed by a key that a keyset before it names', { cause })
  })
}

/** The first entry of a tree says how the one before it ended. @param before null for the first tree */
export function precededBy({ shard }: ShardRow, first: LeafRow | undefined, before: Closed | null): ChainFault[] {
  if (before === null) return []
  const where = `shard ${shard}`
  const said = first && genesisOf(first)
  if (!said) return [{ where, what: 'it does not begin with an entry that says how the one before it ended' }]
  const { root, ...end } = before
  if (canonicalize(said.previous) === canonicalize({ ...end, rootSha256: toHex(root) })) return []
  return [{ where, what: `its first entry says another end of ${before.shard} than the entries there have` }]
}

function genesisOf({ envelope }: LeafRow): { previous: unknown } | null {
  try {
    const { predicateType, predicate } = decodeStatement(decodeEnvelope(envelope ?? new Uint8Array()).payload)
    if (predicateType !== predicateTypes['shard-genesis']) return null
    return { previous: predicate.previous }
  } catch {
    return null
  }
}
