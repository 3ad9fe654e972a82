import type { CommitRequest } from '#server/ports/git.ts'

interface TakenIn {
  changeId: string
  intentId: string
  personId: string
  service: string
  /** The newest ledger entry of the change; null for a commit that begins one: the entry then names the commit. */
  ledgerEvent: string | null
}

/** What a person's commit says once it is taken in: marked human-made, under a pseudonym, in nobody's words. */
export function humanCommit({ changeId, intentId, personId, service, ledgerEvent }: TakenIn): CommitRequest {
  return {
    title: `change: a person's commit to ${service}`,
    body: 'Written by hand and taken in for judgement.',
    trailers: [
      ['Change-Id', changeId],
      ['Intent-Id', intentId],
      ...(ledgerEvent ? [['Ledger-Event', ledgerEvent] as const] : []),
      ['Origin', 'human'],
      ['Model', 'none'],
    ],
    authorId: personId,
  }
}
