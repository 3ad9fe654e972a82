import { digestOf } from '#server/platform/digest.ts'
import type { CommitRequest } from '#server/ports/git.ts'
import type { ModelAttempt } from '#server/ports/models.ts'
import type { Writing } from './writing.ts'

/** What a generated commit says of itself. The guards compare every trailer with what the ledger recorded. */
export function commitRequest(
  { change, run, design, designDigest, intentId, ledgerEvent }: Writing,
  explanation: string,
  attempt: ModelAttempt | undefined,
): CommitRequest {
  const origin = attempt?.provider === 'templates' ? 'template' : 'model'
  const model = attempt?.answeredModel ?? attempt?.requestedModel ?? 'unknown'
  return {
    title: titleOf(change.kind, design.title),
    body: explanation,
    trailers: [
      ['Change-Id', change.id],
      ['Intent-Id', intentId],
      ['Intent-Digest', digestOf(design.intent)],
      ['Design-Digest', designDigest],
      ['Run-Id', run.id],
      ['Ledger-Event', ledgerEvent],
      ['Origin', origin],
      ['Generator', origin === 'template' ? design.author : model],
      ['Model', `${attempt?.provider ?? 'unknown'}/${model}`],
    ],
    authorId: 'agent-codegen',
  }
}

const prefixes: Readonly<Record<string, string>> = { fix: 'fix', docs: 'docs', config: 'chore' }

function titleOf(kind: string, title: string): string {
  return `${prefixes[kind] ?? 'feat'}: ${title}`.slice(0, 100)
}
