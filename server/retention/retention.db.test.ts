import pg from 'pg'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { append } from '#server/loop/ledger/append.ts'
import { disclosedFields } from '#server/loop/ledger/index.ts'
import { contextOf, intentDraft } from '#server/loop/ledger/testing/drafts.ts'
import { connect } from '#server/platform/db/index.ts'
import { ports } from '#server/ports/wired.ts'
import { addChange, addService, person, testInstance } from '#server/testing/instance.ts'
import { askErasure, confirmErasure, withdrawRemoval } from './index.ts'

const { app, raw, appUrl, entries } = await testInstance()
const other = connect(appUrl)
afterAll(() => other.$disconnect())
await addService(app, 'harbour')

const legal = person('person_legal', 'legal')
const admin = person('person_admin', 'admin')
await addPerson('person_legal', 'legal')
await addPerson('person_admin', 'admin')

async function addPerson(id: string, ...roles: string[]) {
  const held = { create: roles.map((role) => ({ role, grantedBy: 'system:test' })) }
  await app.person.create({ data: { id, displayName: `Name of ${id}`, email: `${id}@example.test`, roles: held } })
}

const context = () => ({ ...contextOf(ports().signer), keys: ports().keyEncryption })
const write = (subject: string, words: string, on = app) =>
  on.$transaction((tx) => append(tx, intentDraft(`change of ${subject}`, subject, words), context()))
const opened = (entryId: string) => disclosedFields(app, entryId, ports().keyEncryption)
const ground = 'consentWithdrawn' as const

let count = 0
let who = ''
beforeEach(async () => {
  who = `person_subject${++count}`
  await addPerson(who, 'requester')
})

async function asked(personId = who) {
  return (await askErasure(legal, { personId, ground })).removalId
}

describe('an erasure', () => {
  it('takes two people; key and words go, digests and entries stay', async () => {
    const { entryId } = await write(who, 'words of mine')
    const removalId = await asked()
    await expect(confirmErasure(legal, { removalId })).rejects.toMatchObject({ reason: 'samePerson' })
    expect(await opened(entryId)).toEqual({ text: 'words of mine' })
    const done = await confirmErasure(admin, { removalId })
    expect(done).toMatchObject({ disclosures: 1 })
    expect(await opened(entryId)).toEqual({})
    expect((await raw.query('select 1 from ledger.subject_key where subject = $1', [who])).rowCount).toBe(0)
    const said = await raw.query(
      `select convert_from(envelope, 'utf8') as text from ledger.event where kind = 'erasure' and run_id = $1`,
      [removalId],
    )
    const statement = Buffer.from(JSON.parse(said.rows[0].text).payload, 'base64').toString()
    expect(JSON.parse(statement).predicate).toMatchObject({
      subject: who,
      ground,
      requestedBy: 'person_legal',
      confirmedBy: 'person_admin',
      part: 0,
      parts: 1,
    })
    expect(JSON.parse(statement).predicate.disclosures).toHaveLength(1)
    expect(statement).not.toContain('Name of')
  })

  it('leaves a marked absence wherever they typed something, and nobody to sign in', async () => {
    const change = await addChange(app, {
      requesterId: who,
      state: 'withdrawn',
      title: 'My own words',
      reason: 'No template',
    })
    const intent = {
      id: `int_${who}`,
      changeId: change.id,
      revision: 1,
      text: 'my words',
      spans: {},
      facts: {},
      decision: { reasons: [{ name: 'a', words: ['my'] }] },
      authorId: who,
    }
    await app.intent.create({ data: intent })
    const design = {
      id: `dsg_${who}`,
      changeId: change.id,
      revision: 1,
      option: 0,
      spec: {},
      digest: 'd',
      author: 'templates',
    }
    await app.design.create({ data: design })
    await app.designComment.create({
      data: { id: `cmt_${who}`, changeId: change.id, designId: design.id, text: 'my comment', authorId: who },
    })
    await app.halt.create({
      data: {
        id: `halt_${who}`,
        scope: `service:${who}`,
        reason: 'my reason',
        engagedBy: who,
        via: 'page',
        resumedAt: null,
      },
    })
    await app.session.create({
      data: { id: `ses_${who}`, tokenHash: who, personId: who, kind: 'browser', expiresAt: new Date() },
    })
    await confirmErasure(admin, { removalId: await asked() })
    const mark = /^Erased on \d{4}-\d\d-\d\d by law\.$/
    expect(await app.change.findUnique({ where: { id: change.id } })).toMatchObject({
      title: expect.stringMatching(mark),
      reason: expect.stringMatching(mark),
    })
    expect(await app.intent.findUnique({ where: { id: intent.id } })).toMatchObject({
      text: expect.stringMatching(mark),
      decision: { reasons: [{ name: 'a', words: [] }] },
    })
    expect(await app.designComment.findFirst({ where: { authorId: who } })).toMatchObject({
      text: expect.stringMatching(mark),
    })
    expect(await app.halt.findFirst({ where: { engagedBy: who } })).toMatchObject({
      reason: expect.stringMatching(mark),
    })
    expect(await app.person.findUnique({ where: { id: who } })).toMatchObject({
      displayName: 'Erased person',
      email: null,
    })
    expect(await app.session.count({ where: { personId: who } })).toBe(0)
    expect(await app.personRole.count({ where: { personId: who } })).toBe(0)
  })

  it('is asked for once, and done once', async () => {
    const removalId = await asked()
    await expect(asked()).rejects.toMatchObject({ reason: 'alreadyAsked' })
    await confirmErasure(admin, { removalId })
    await expect(confirmErasure(admin, { removalId })).rejects.toMatchObject({ reason: 'closed' })
    await expect(asked()).rejects.toMatchObject({ reason: 'erased' })
  })

  it('is done by one of two who confirm at once', async () => {
    await write(who, 'words')
    const removalId = await asked()
    const before = await entries('erasure')
    const both = await Promise.allSettled(
      [admin, person('person_other', 'admin')].map((each) => confirmErasure(each, { removalId })),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await entries('erasure')).toBe(before + 1)
  })

  it.each([
    [
      'a change of theirs is under way',
      async () => void (await addChange(app, { requesterId: who, state: 'generating' })),
      'underWay',
    ],
    [
      'it would leave nobody who administers',
      async () =>
        void (await app.personRole
          .updateMany({ where: { personId: who }, data: { role: 'admin' } })
          .then(() => app.personRole.deleteMany({ where: { personId: 'person_admin' } }))),
      'onlyAdministrator',
    ],
  ])('is refused while %s', async (_, make, reason) => {
    await make()
    await expect(asked()).rejects.toMatchObject({ reason })
    await app.personRole.upsert({
      where: { personId_role: { personId: 'person_admin', role: 'admin' } },
      create: { personId: 'person_admin', role: 'admin', grantedBy: 'system:test' },
      update: {},
    })
  })

  it('is confirmed by nobody about themself', async () => {
    const removalId = await asked()
    await expect(confirmErasure(person(who, 'admin'), { removalId })).rejects.toMatchObject({ reason: 'oneself' })
  })

  it('may be withdrawn, and asked for again', async () => {
    const removalId = await asked()
    await withdrawRemoval(admin, { removalId })
    await expect(confirmErasure(admin, { removalId })).rejects.toMatchObject({ reason: 'closed' })
    expect(await asked()).not.toBe(removalId)
  })

  it('is not for everyone', async () => {
    const lead = person(who, 'lead')
    await expect(askErasure(lead, { personId: who, ground })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('raced', () => {
  it('by words that come first, it takes those too', async () => {
    const removalId = await asked()
    let entryId = ''
    let erasing: Promise<unknown> | undefined
    await other.$transaction(async (tx) => {
      entryId = (await append(tx, intentDraft('change', who, 'just now'), context())).entryId
      erasing = confirmErasure(admin, { removalId })
      await new Promise((resolve) => setTimeout(resolve, 300))
    })
    expect(await erasing).toMatchObject({ disclosures: 1 })
    expect(await opened(entryId)).toEqual({})
  })

  it('by words that come later, those are refused and undone', async () => {
    await write(who, 'before')
    await confirmErasure(admin, { removalId: await asked() })
    await expect(write(who, 'after')).rejects.toMatchObject({ reason: 'erased' })
    expect((await raw.query('select 1 from ledger.event where change_id = $1', [`change of ${who}`])).rowCount).toBe(1)
  })

  it('by many writers, nothing of theirs opens afterwards and no key is left', async () => {
    const removalId = await asked()
    const writing = Array.from({ length: 12 }, (_, n) => write(who, `words ${n}`, n % 2 ? app : other))
    const [, ...written] = await Promise.allSettled([confirmErasure(admin, { removalId }), ...writing])
    for (const each of written) if (each.status === 'fulfilled') expect(await opened(each.value.entryId)).toEqual({})
    for (const each of written) if (each.status === 'rejected') expect(each.reason).toMatchObject({ reason: 'erased' })
    const rest = await raw.query(
      'select (select count(*) from ledger.disclosure where subject = $1)::int + (select count(*) from ledger.subject_key where subject = $1)::int as n',
      [who],
    )
    expect(rest.rows).toEqual([{ n: 0 }])
  })

  it('by the death of the process that does it, all of it is undone', async () => {
    const { entryId } = await write(who, 'still mine')
    const removalId = await asked()
    const dying = new pg.Client({ connectionString: appUrl })
    dying.on('error', () => undefined)
    await dying.connect()
    await dying.query('begin')
    await dying.query('select ledger.erase_person($1, $2)', [removalId, 'person_admin'])
    const { rows } = await dying.query('select pg_backend_pid() as pid')
    const gone = new Promise((resolve) => dying.once('end', resolve))
    await raw.query('select pg_terminate_backend($1)', [rows[0].pid])
    await gone
    expect(await opened(entryId)).toEqual({ text: 'still mine' })
    expect(await app.person.findUnique({ where: { id: who } })).toMatchObject({ displayName: `Name of ${who}` })
    expect(await confirmErasure(admin, { removalId })).toMatchObject({ disclosures: 1 })
  })
})
