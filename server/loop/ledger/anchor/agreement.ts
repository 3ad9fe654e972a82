import { type Checkpoint, equalBytes, parseCheckpointText, parseNote, verifyConsistency } from '../format/index.ts'
import type { LedgerReader } from '../ports.ts'
import { proverAt } from '../prove.ts'
import { type CheckpointRow, latestCheckpoint } from '../store.ts'
import { rootAt } from './store.ts'

/** What was anchored and what the database holds are two histories. Nothing more is anchored until a person has looked. */
export class AnchorsDisagree extends Error {
  override readonly name = 'AnchorsDisagree'
}

export function headIn(note: string): Checkpoint {
  return parseCheckpointText(parseNote(note).text)
}

/** The database still holds the head that was anchored. @throws AnchorsDisagree */
export async function agree(from: LedgerReader, shard: string, { size, root }: Checkpoint): Promise<void> {
  const stored = await rootAt(from, shard, size)
  if (stored && equalBytes(stored, root)) return
  throw new AnchorsDisagree(
    stored
      ? `at ${size} entries the database has another history than was anchored`
      : `a head of ${size} entries was anchored that the database does not hold: it was brought back from an older copy, or rewritten`,
  )
}

/** The newest head, once it is shown that it only added to the anchored one. @throws AnchorsDisagree */
export async function onlyGrew(from: LedgerReader, shard: string, before: Checkpoint): Promise<CheckpointRow> {
  await agree(from, shard, before)
  const newest = await latestCheckpoint(from, shard)
  if (newest === null) throw new AnchorsDisagree('a head was anchored, but the database holds none')
  const prover = proverAt(from, newest)
  const now = headIn(prover.checkpoint.note)
  const proof = now.size > before.size ? await prover.grownFrom(before.size) : []
  const claim = { size1: before.size, root1: before.root, size2: now.size, root2: now.root, proof }
  if (!verifyConsistency(claim)) {
    throw new AnchorsDisagree(`the head of ${now.size} entries does not contain the anchored one of ${before.size}`)
  }
  return prover.checkpoint
}
