import type * as z from 'zod/mini'
import type { EntryKind } from '../vocabulary.ts'
import type { Check, Components } from './verifying.ts'

/**
 * The digest under which the evidence behind an entry is kept, where there is more than the entry says. Entries that are older
 * than the store name digests of what nobody kept.
 */
export function keptUnder(kind: EntryKind, predicate: Record<string, unknown>): string | null {
  switch (kind) {
    case 'check':
      return (predicate as Partial<z.infer<typeof Check>>).dominion_check?.reportSha256 ?? null
    case 'components':
      return (predicate as Partial<z.infer<typeof Components>>).externalReferences?.[0]?.hashes[0]?.content ?? null
    default:
      return null
  }
}
