import { expect, it } from 'vitest'
import { ports } from '#server/ports/wired.ts'
import { person, testInstance } from '#server/testing/instance.ts'
import { append } from '../append.ts'
import { entriesOfChange } from '../read.ts'
import { clockDraft, contextOf, evidenceDraft } from '../testing/drafts.ts'
import { findEntries } from './index.ts'

const { app, raw } = await testInstance()

it.each([
  ['no text', `decode('ff', 'hex') || envelope`],
  [
    'no base64 where the statement was',
    `convert_to(replace(convert_from(envelope, 'utf8'), '"payload":"', '"payload":"!'), 'utf8')`,
  ],
])('a digest is found beside an entry whose bytes are %s', async (what, bytes) => {
  const change = `change of ${what}`
  await app.$transaction(async (tx) => {
    const context = contextOf(ports().signer)
    await append(tx, clockDraft(change), context)
    const covered = (await entriesOfChange(tx, change)).map(({ entryId, kind, leafSha256 }) => ({
      entryId,
      kind,
      leafSha256,
    }))
    await append(tx, evidenceDraft(change, covered), context)
  })
  const spoken = (await entriesOfChange(app, change)).findLast(({ kind }) => kind === 'evidence')
  await raw.query('alter table ledger.event disable trigger refuse_change')
  await raw.query(`update ledger.event set envelope = ${bytes} where change_id = $1 and kind = 'clock'`, [change])
  await raw.query('alter table ledger.event enable always trigger refuse_change')
  const { entries } = await findEntries(person('prs_auditor', 'auditor'), { q: spoken?.subjects[0]?.sha256 ?? '' })
  expect(entries.map(({ entryId }) => entryId)).toContain(spoken?.entryId)
})
