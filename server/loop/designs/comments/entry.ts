import type { Change } from '#server/loop/change/index.ts'
import { changeEntry, type EntryDraft } from '#server/loop/ledger/index.ts'
import { digestOf } from '#server/platform/digest.ts'
import type { Row } from './store.ts'

/** What the ledger holds of a comment: whose, on which design, and of its words a salted digest under that person's key. */
export function commentEntry(change: Change, comment: Row, design: { id: string; digest: string }): EntryDraft {
  return {
    ...said(change, comment, 'design.commented'),
    materials: [{ name: design.id, sha256: design.digest }],
    personal: { subject: comment.authorId, fields: { text: comment.text } },
  }
}

export function resolvedEntry(change: Change, comment: Row): EntryDraft {
  return said(change, comment, 'design.commentResolved')
}

function said(change: Change, { id, designId }: Row, event: string) {
  const subjects = [{ name: id, sha256: digestOf({ id, designId, event }) }]
  return { ...changeEntry(change, event), subjects }
}
