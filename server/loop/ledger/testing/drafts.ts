import type { Signer } from '#server/ports/signer.ts'
import type { AppendContext, EntryDraft } from '../draft.ts'

/** Small valid drafts and contexts for tests and measurements. */

export function contextOf(signer: Signer): AppendContext {
  const actor = { kind: 'system', ref: 'actor_test' } as const
  return { signer, actor, occurredAt: new Date(), clockOffsetMs: 0, practice: false }
}

export function clockDraft(changeId: string | null = null): EntryDraft {
  return {
    kind: 'clock',
    changeId,
    runId: null,
    riskTier: null,
    subjects: [{ name: 'clock', sha256: '00'.repeat(32) }],
    materials: [],
    predicate: { fromOffsetMs: 0, toOffsetMs: 1 },
  }
}
