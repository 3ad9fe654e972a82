import * as z from 'zod/mini'
import { governed } from '#server/governed.ts'
import { canonicalize, sha256, toHex, utf8 } from '../format/index.ts'
import type { EntryDraft } from '../schemas.ts'

/**
 * Asks for new keys that sign entries and commits. The process that leads makes them, says so in a `keyset` entry that names
 * this one, and destroys the private halves of the old ones after their overlap.
 */
export const rotateKeys = governed('keys.rotate', z.object({}), async () => {
  const predicate = { purposes: ['entry' as const, 'commit' as const], reason: 'asked' as const }
  const entry: EntryDraft = {
    kind: 'key-rotation',
    changeId: null,
    runId: null,
    riskTier: null,
    subjects: [{ name: 'keys', sha256: toHex(sha256(utf8(canonicalize(predicate)))) }],
    materials: [],
    predicate,
  }
  return { result: { purposes: predicate.purposes }, entry, seen: {} }
})
