import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { connect } from '#server/platform/db/index.ts'
import type { KeyEncryption } from '#server/ports/key-encryption.ts'
import { testDatabase } from '#server/testing/database.ts'
import { testSigner } from '#server/testing/keys.ts'
import { append } from './append.ts'
import { disclosedFields } from './disclosed.ts'
import { disclosureOf, fromUtf8 } from './format/index.ts'
import { lineageOf } from './lineage.ts'
import { entriesOfChange, entry } from './read.ts'
import { rowOf } from './store.ts'
import { clockDraft, contextOf, intentDraft } from './testing/drafts.ts'

const database = await testDatabase()
const scratch = mkdtempSync(join(tmpdir(), 'ledger-'))
const context = contextOf(testSigner(scratch))
const keys = context.keys as KeyEncryption
const app = connect(database.urls.app)
afterAll(async () => {
  await app.$disconnect()
  rmSync(scratch, { recursive: true })
})

describe('append', () => {
  it('is undone with the transaction it belongs to', async () => {
    const undone = app.$transaction(async (tx) => {
      await append(tx, clockDraft('change_undone'), context)
      throw new Error('the business change failed')
    })
    await expect(undone).rejects.toThrow('the business change failed')
    expect(await entriesOfChange(app, 'change_undone')).toEqual([])
    expect(await app.$queryRawUnsafe('select * from ledger.pending')).toEqual([])
  })

  it.each([
    [
      'a predicate with a field nobody named',
      { predicate: { fromOffsetMs: 0, toOffsetMs: 1, name: 'Ada' } },
      'Unrecognized key',
    ],
    ['a predicate of another kind', { kind: 'merge' }, 'kind merge'],
    ['no subject', { subjects: [] }, 'subjects'],
    ['a digest in another form', { subjects: [{ name: 'a', sha256: 'sha256:00' }] }, 'subjects.0.sha256'],
  ])('refuses %s', async (_, change, complaint) => {
    const draft = { ...clockDraft(), ...change } as ReturnType<typeof clockDraft>
    await expect(append(app, draft, context)).rejects.toThrow(complaint)
  })

  it('refuses an entry over 60 KiB and says what to do', async () => {
    const subjects = Array.from({ length: 200 }, (_, i) => ({ name: `${i}`.padEnd(300, '-'), sha256: '00'.repeat(32) }))
    await expect(append(app, { ...clockDraft(), subjects }, context)).rejects.toThrow('name large evidence by digest')
  })

  it('keeps a person’s words out of the leaf, and gives them back through the person’s key', async () => {
    const words = 'Ada asks for a list of vessels'
    const { entryId } = await append(app, intentDraft('change_words', 'person_1', words), context)
    const stored = await rowOf(app, entryId)
    const envelope = JSON.parse(fromUtf8(stored?.envelope ?? new Uint8Array()))
    const statement = Buffer.from(envelope.payload, 'base64').toString()
    expect(statement).not.toContain('Ada')
    expect(statement).not.toContain('person_1')
    expect((await entry(app, entryId))?.predicate._sd).toHaveLength(1)
    expect(await disclosedFields(app, entryId, keys)).toEqual({ text: words })
    const sealed = await app.$queryRawUnsafe<{ sealed: Uint8Array }[]>('select sealed from ledger.disclosure')
    expect(Buffer.from(sealed[0]?.sealed ?? []).toString('latin1')).not.toContain('vessels')
    expect(disclosureOf('x').digest).toHaveLength(43)
  })

  it('gives two writers of one new person the same key', async () => {
    const both = await Promise.all(
      [1, 2].map((n) =>
        app.$transaction((tx) => append(tx, intentDraft('change_both', 'person_2', `words ${n}`), context)),
      ),
    )
    expect(await Promise.all(both.map(({ entryId }) => disclosedFields(app, entryId, keys)))).toEqual([
      { text: 'words 1' },
      { text: 'words 2' },
    ])
  })
})

describe('lineage', () => {
  it('joins a later entry to the earlier one that made what it uses', async () => {
    const made = { name: 'spec', sha256: '11'.repeat(32) }
    const first = await append(app, { ...clockDraft('change_line'), subjects: [made] }, context)
    const second = await append(app, { ...clockDraft('change_line'), materials: [made] }, context)
    const { entries, links } = await lineageOf(app, 'change_line')
    expect(entries.map(({ entryId }) => entryId)).toEqual([first.entryId, second.entryId])
    expect(links).toEqual([{ from: first.entryId, to: second.entryId, through: made }])
  })
})
