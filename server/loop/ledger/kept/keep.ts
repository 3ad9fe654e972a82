import { gzipSync } from 'node:zlib'
import type { KeyEncryption } from '#server/ports/key-encryption.ts'
import { sealBytes } from '../disclose.ts'
import type { LedgerTransaction } from '../ports.ts'
import { keyToWrite } from '../subject-keys.ts'
import { promptsKeptDays } from '../thresholds.ts'
import { insertText } from './store.ts'
import { type Exchange, keptParts, placeOf } from './vocabulary.ts'

const dayMs = 24 * 60 * 60_000

/**
 * Keeps what was said to a model and what came back beside the entry that names their digests, under that person's key.
 * Nothing is kept of a person who was erased.
 */
export async function keep(
  tx: LedgerTransaction,
  entryId: string,
  { subject, ...exchange }: Exchange,
  { keys, occurredAt }: { keys: KeyEncryption; occurredAt: Date },
): Promise<void> {
  const key = await keyToWrite(tx, subject, keys)
  if (key === null) return
  const until = new Date(occurredAt.getTime() + promptsKeptDays * dayMs)
  for (const part of keptParts) {
    const words = exchange[part]
    if (words === null) continue
    const sealed = sealBytes(key, placeOf(entryId, part), gzipSync(words))
    await insertText(tx, { entryId, part, subject, sealed, until })
  }
}
