import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { fileKeyEncryption } from '#server/adapters/key-encryption/files.ts'
import { testInstance } from '#server/testing/instance.ts'
import { testSigner } from '#server/testing/keys.ts'
import { append } from './append.ts'
import { seal } from './disclose.ts'
import { disclosedFields } from './disclosed.ts'
import { wrapPlainKeys } from './subject-keys.ts'
import { contextOf, intentDraft } from './testing/drafts.ts'

const { app, raw } = await testInstance()
const scratch = mkdtempSync(join(tmpdir(), 'subject-keys-'))
afterAll(() => rmSync(scratch, { recursive: true }))
const keys = fileKeyEncryption(join(scratch, 'encryption.key'))
const context = { ...contextOf(testSigner(scratch)), keys }
const write = (person: string, words: string) => append(app, intentDraft(`change_${person}`, person, words), context)
const stored = async (person: string): Promise<Buffer> =>
  (await raw.query('select key from ledger.subject_key where subject = $1', [person])).rows[0].key

/** As an earlier version left it: the key as it is, in a table that did not ask for more. */
async function plainKey(person: string, key: Buffer) {
  await raw.query('alter table ledger.subject_key drop constraint subject_key_wrapped')
  await raw.query('insert into ledger.subject_key (subject, key) values ($1, $2)', [person, key])
  await raw.query(
    'alter table ledger.subject_key add constraint subject_key_wrapped check (octet_length(key) > 32) not valid',
  )
}

describe('a person’s key', () => {
  it('is stored wrapped, for that person only', async () => {
    await write('one', 'words')
    const wrapped = await stored('one')
    expect(wrapped.length).toBeGreaterThan(32)
    expect(await keys.unwrap(wrapped, 'one')).toHaveLength(32)
    await expect(keys.unwrap(wrapped, 'two')).rejects.toThrow()
  })

  it('opens nothing when it is another person’s in their place', async () => {
    const { entryId } = await write('own', 'words')
    await write('stranger', 'others')
    await raw.query('alter table ledger.subject_key disable trigger refuse_change')
    await raw.query(
      `update ledger.subject_key set key = (select key from ledger.subject_key where subject = 'stranger') where subject = 'own'`,
    )
    await raw.query('alter table ledger.subject_key enable always trigger refuse_change')
    await expect(disclosedFields(app, entryId, keys)).rejects.toThrow()
  })

  it('opens nothing under another key encryption', async () => {
    const { entryId } = await write('elsewhere', 'words')
    const others = fileKeyEncryption(join(scratch, 'other.key'))
    await raw.query(`delete from ledger.disclosure where subject = 'one'`)
    await expect(others.unwrap(await stored('elsewhere'), 'elsewhere')).rejects.toThrow()
    expect(await disclosedFields(app, entryId, keys)).toEqual({ text: 'words' })
  })

  it('is no key the moment its row is gone, however warm', async () => {
    const { entryId } = await write('gone', 'words')
    expect(await disclosedFields(app, entryId, keys)).toEqual({ text: 'words' })
    await raw.query('alter table ledger.disclosure drop constraint disclosure_subject_fkey')
    await raw.query(`delete from ledger.subject_key where subject = 'gone'`)
    expect(await disclosedFields(app, entryId, keys)).toEqual({})
  })
})

describe('a plain key of an earlier version', () => {
  it('opens what it opened, is wrapped once, and opens it still', async () => {
    const plain = randomBytes(32)
    await plainKey('early', plain)
    const { entryId } = await write('early', 'early words')
    expect(await disclosedFields(app, entryId, keys)).toEqual({ text: 'early words' })
    const both = await Promise.all([wrapPlainKeys(app, keys), wrapPlainKeys(app, keys)])
    expect(both.reduce((sum, n) => sum + n)).toBe(1)
    expect(Buffer.from(await keys.unwrap(await stored('early'), 'early'))).toEqual(plain)
    expect(await wrapPlainKeys(app, keys)).toBe(0)
    expect(await disclosedFields(app, entryId, keys)).toEqual({ text: 'early words' })
  })
})

describe('a ciphertext', () => {
  it('opens at no other entry', async () => {
    const first = await write('moved', 'mine')
    const second = await write('moved', 'yours')
    await raw.query('alter table ledger.disclosure disable trigger refuse_change')
    await raw.query(
      `update ledger.disclosure set sealed = (select sealed from ledger.disclosure where event_id = $1) where event_id = $2`,
      [first.entryId, second.entryId],
    )
    await raw.query('alter table ledger.disclosure enable always trigger refuse_change')
    await expect(disclosedFields(app, second.entryId, keys)).rejects.toThrow()
    expect(await disclosedFields(app, first.entryId, keys)).toEqual({ text: 'mine' })
  })

  it('opens no other digest than its own', async () => {
    const key = await keys.unwrap(await stored('moved'), 'moved')
    const { entryId } = await write('moved', 'third')
    const forged = seal(key, 'moved', entryId, { digest: 'x'.repeat(43), encoded: 'eyJ9' })
    await app.$executeRawUnsafe(
      'insert into ledger.disclosure (event_id, digest, subject, sealed) values ($1::uuid, $2, $3, $4)',
      entryId,
      forged.digest,
      'moved',
      forged.sealed,
    )
    await expect(disclosedFields(app, entryId, keys)).rejects.toThrow('opens another digest')
  })
})
