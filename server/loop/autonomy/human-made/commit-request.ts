import type { CommitRequest } from '#server/ports/git.ts'

/** What a person's commit says once it is taken in: marked human-made, under a pseudonym, in nobody's words. */
export function humanCommit(changeId: string, personId: string, service: string): CommitRequest {
  return {
    title: `change: a person's commit to ${service}`,
    body: 'Written by hand and taken in for judgement.',
    trailers: [
      ['Change-Id', changeId],
      ['Origin', 'human'],
    ],
    authorId: personId,
  }
}
