import type { EntryDraft } from '#server/loop/ledger/index.ts'
import { digestOf } from '#server/platform/digest.ts'

interface WorkspaceFacts {
  event: 'registered' | 'prepared'
  service: string
  /** Where it came from by kind only: a path or an address may name a person. */
  origin: 'template' | 'path' | 'url'
  commit: string
  lockfileSha256: string | null
}

export function workspaceEntry(facts: WorkspaceFacts, materials: { name: string; sha256: string }[] = []): EntryDraft {
  const { service, commit } = facts
  return {
    kind: 'workspace',
    changeId: null,
    runId: null,
    riskTier: null,
    subjects: [{ name: service, sha256: digestOf({ service, commit }) }],
    materials,
    predicate: facts,
  }
}

export function originOf(source: string): WorkspaceFacts['origin'] {
  if (source.startsWith('template:')) return 'template'
  return source.startsWith('/') ? 'path' : 'url'
}
