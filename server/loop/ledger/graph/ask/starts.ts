import { notFound } from '#server/platform/errors.ts'
import type { LedgerReader } from '../../ports.ts'
import { nodesOfDigest, nodesOfEntry } from './store.ts'

export type Started = { sha256: string } | { entryId: string }

/** Where a walk begins. @throws Failure `notFound` when the log did not name it by then */
export async function startsOf(from: LedgerReader, of: Started, bound: number): Promise<number[]> {
  const starts =
    'sha256' in of ? await nodesOfDigest(from, of.sha256, bound) : await nodesOfEntry(from, of.entryId, bound)
  if (starts.length === 0) throw notFound('sha256' in of ? 'digest' : 'entry')
  return starts
}
