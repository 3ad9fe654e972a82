import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemGit } from '#server/adapters/git/system.ts'
import { fileKeyEncryption } from '#server/adapters/key-encryption/files.ts'
import { sshSignature } from '#server/adapters/signer/index.ts'
import type { Actor } from '#server/identity/index.ts'
import { withdraw } from '#server/loop/autonomy/approvals/index.ts'
import { decodeEnvelope } from '#server/loop/ledger/format/index.ts'
import { disclosedFields } from '#server/loop/ledger/index.ts'
import { connect, useDatabase } from '#server/platform/db/index.ts'
import { type Ports, wire } from '#server/ports/wired.ts'
import { testDatabase } from '#server/testing/database.ts'
import { testSigner } from '#server/testing/keys.ts'
import { repositoryOf } from '#server/workspaces/index.ts'
import { currentIntent, edit, propose, readIntent, submit } from './index.ts'
import type { IntentSpec } from './schemas.ts'
import { harbour } from './structure/harbour.samples.ts'

const { urls } = await testDatabase()
const database = connect(urls.app)
useDatabase(database)
const folder = mkdtempSync(join(tmpdir(), 'intents-'))
const service = `harbour-${Date.now().toString(36)}`
const signer = testSigner(join(folder, 'keys'))
const git = systemGit({ sign: (bytes) => sshSignature(bytes, signer), committerId: 'system-orchestrator' })
const keyEncryption = fileKeyEncryption(join(folder, 'encryption.key'))
wire({ keyEncryption, signer, git } as unknown as Ports)

const ann: Actor = { kind: 'person', id: 'person-ann', roles: ['requester'], practice: false, sessionId: 's' }
const bob: Actor = { ...ann, id: 'person-bob' }

/** A repository with nothing but the model, made with the machine's Git. */
function makeRepository(): void {
  const place = join(folder, 'work')
  mkdirSync(join(place, 'model'), { recursive: true })
  writeFileSync(join(place, 'model/service.json'), JSON.stringify({ ...harbour, service }))
  const run = (...args: string[]) =>
    execFileSync('git', ['-C', place, '-c', 'user.name=A', '-c', 'user.email=a@b.invalid', ...args])
  run('init', '-q', '-b', 'main')
  run('add', '-A')
  run('commit', '-qm', 'model')
  mkdirSync(dirname(repositoryOf(service)), { recursive: true })
  execFileSync('git', ['clone', '-q', '--bare', place, repositoryOf(service)])
}

beforeAll(async () => {
  makeRepository()
  await database.workspace.create({
    data: { service, source: 'test', defaultBranch: 'main', consentIds: [], createdBy: 'test' },
  })
})
afterAll(async () => {
  await database.$disconnect()
  rmSync(folder, { recursive: true, force: true })
  rmSync(dirname(repositoryOf(service)), { recursive: true, force: true })
})

const outbox = async (changeId: string) => {
  const rows = await database.outbox.findMany()
  return rows.filter(({ payload }) => Object(payload).changeId === changeId).map(({ event }) => event)
}

describe('an intent', () => {
  it('that fits is recorded, classified and sent on to be designed', async () => {
    const text =
      'Add a REST endpoint to register vessel visits with IMO number, ETA, berth; list by date; migration and tests'
    const submitted = await submit(ann, { service, text })
    expect(submitted).toMatchObject({ state: 'designing', kind: 'feature', tier: 'high', reason: null })
    const change = await database.change.findUniqueOrThrow({ where: { id: submitted.changeId } })
    expect(change).toMatchObject({
      service,
      requesterId: 'person-ann',
      authors: ['person-ann'],
      title: 'Vessel visit: create and list',
    })
    expect(await currentIntent(database, change.id)).toMatchObject({
      revision: 1,
      text,
      spec: { shape: 'resource', orderBy: 'eta' },
    })
    expect(await outbox(change.id)).toEqual(['change.designing'])
  })

  it('that no template fits ends at once, kindly', async () => {
    const submitted = await submit(ann, { service, text: 'Add SSO with Azure AD' })
    expect(submitted).toMatchObject({
      state: 'unfit',
      tier: 'high',
      reason: expect.stringContaining('No template fits'),
    })
    expect(await outbox(submitted.changeId)).toEqual(['change.closed'])
  })

  it('keeps what is personal out of the row, the activity and the leaf, and gives it back only from ciphertext', async () => {
    const { changeId } = await submit(ann, {
      service,
      text: 'Show how many berths there are and tell kezia@islandmail.tt, +1-868-622-1234',
    })
    const entry = await database.activity.findFirstOrThrow({ where: { changeId } })
    const leaves = await database.$queryRawUnsafe<{ leaf: Uint8Array }[]>('SELECT envelope AS leaf FROM ledger.event')
    const decoded = leaves.map(({ leaf }) => Buffer.from(decodeEnvelope(leaf).payload).toString('utf8')).join('\n')
    const rows = [
      await database.change.findMany(),
      await database.intent.findMany(),
      await database.activity.findMany(),
    ]
    const kept = JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
    expect(kept).toContain('⟦PHONE_1⟧')
    expect(decoded).toContain('"shape"')
    for (const secret of ['kezia', '622-1234']) expect(kept + decoded).not.toContain(secret)
    expect(decoded).not.toContain('how many berths')
    const words = await disclosedFields(database, entry.entryId ?? '', keyEncryption)
    expect(words['text']).toContain('⟦EMAIL_1⟧')
    expect(words['removed']).toContain('kezia@islandmail.tt')
  })

  it.each([
    ['nothing', '  ', 'emptyIntent'],
    ['too much', 'a'.repeat(10_001), 'intentTooLong'],
  ])('of %s is refused and leaves no trace', async (_, text, reason) => {
    const before = await database.change.count()
    await expect(submit(ann, { service, text })).rejects.toMatchObject({ reason })
    expect(await database.change.count()).toBe(before)
  })

  it('whose form is for another service is refused', async () => {
    const spec: IntentSpec = { shape: 'config', service: 'payroll', key: 'title', value: 'x' }
    await expect(submit(ann, { service, text: 'Set the title', spec })).rejects.toMatchObject({
      reason: 'otherService',
    })
    const { changeId } = await submit(ann, { service, text: 'Set the page size to 50' })
    await expect(edit(ann, { changeId, spec })).rejects.toMatchObject({ reason: 'otherService' })
  })

  it('whose form holds a secret is refused', async () => {
    const spec: IntentSpec = { shape: 'config', service, key: 'smtp.password', value: 'maracasbay' }
    await expect(submit(ann, { service, text: 'Set the mail setting', spec })).rejects.toMatchObject({
      reason: 'personalInForm',
    })
  })
})

describe('proposing', () => {
  it('shows what the words come to and records nothing', async () => {
    const before = await database.activity.count()
    const shown = await propose(ann, {
      service,
      text: 'Add a contact phone field to berths. Thanks, kezia@islandmail.tt',
    })
    expect(shown).toMatchObject({
      text: expect.stringContaining('⟦EMAIL_1⟧'),
      removed: [{ placeholder: '⟦EMAIL_1⟧', kind: 'EMAIL' }],
      passages: [{ kind: 'EMAIL', start: 45, end: 64 }],
      decision: { tier: 'high' },
    })
    expect(JSON.stringify(shown)).not.toContain('kezia')
    expect(await database.activity.count()).toBe(before)
  })

  it('judges the form as the person has it', async () => {
    const spec: IntentSpec = { shape: 'readEndpoint', service, entity: 'Berth', query: { kind: 'count' } }
    expect(await propose(ann, { service, text: 'Something about berths', spec })).toMatchObject({
      fit: 'fits',
      reason: null,
      spec,
      decision: { kind: 'feature' },
    })
  })

  it('knows no other services', async () => {
    await expect(propose(ann, { service: 'nowhere', text: 'Add a page' })).rejects.toMatchObject({ code: 'notFound' })
  })

  it('leaves a history that can be read', async () => {
    const { changeId } = await submit(ann, { service, text: 'Show how many berths there are' })
    expect(await readIntent(bob, { changeId })).toEqual([
      expect.objectContaining({
        revision: 1,
        authorId: 'person-ann',
        decision: expect.objectContaining({ tier: 'medium' }),
      }),
    ])
    await expect(readIntent(bob, { changeId: 'chg_none' })).rejects.toMatchObject({ code: 'notFound' })
  })
})

describe('editing the form', () => {
  const noteOn = (entity: string): IntentSpec => ({
    shape: 'addField',
    service,
    entity,
    field: { name: 'remarks', type: 'text', required: false, personal: false, rules: [] },
  })

  it('makes a new revision, raises the tier where it must and never lowers it', async () => {
    const { changeId, tier } = await submit(ann, {
      service,
      text: 'Set the page size to 50, asks kezia@islandmail.tt',
      spec: { shape: 'config', service, key: 'list.defaultLimit', value: 50 },
    })
    expect(await edit(ann, { changeId, spec: noteOn('Berth') })).toEqual({ tier: 'high' })
    expect(['low', 'medium']).toContain(tier)
    expect(
      await edit(ann, { changeId, spec: { shape: 'config', service, key: 'list.defaultLimit', value: 40 } }),
    ).toEqual({ tier: 'high' })
    expect(await currentIntent(database, changeId)).toMatchObject({
      revision: 3,
      text: expect.stringContaining('⟦EMAIL_1⟧'),
    })
  })

  it('lets the form say what the words could not', async () => {
    const { changeId, state } = await submit(ann, { service, text: 'Berths need somewhere to write things down' })
    expect(state).toBe('unfit')
    await edit(ann, { changeId, spec: noteOn('Berth') })
    expect(await database.change.findUniqueOrThrow({ where: { id: changeId } })).toMatchObject({
      state: 'designing',
      reason: null,
    })
  })

  it('is for the requester alone, and so is taking it back', async () => {
    const { changeId } = await submit(ann, { service, text: 'Show how many berths there are' })
    await expect(edit(bob, { changeId, spec: noteOn('Berth') })).rejects.toMatchObject({ reason: 'notYours' })
    await expect(withdraw(bob, { changeId })).rejects.toMatchObject({ reason: 'notYours' })
    await withdraw(ann, { changeId })
    await expect(edit(ann, { changeId, spec: noteOn('Berth') })).rejects.toMatchObject({ reason: 'tooLate' })
    await expect(withdraw(ann, { changeId })).rejects.toMatchObject({ reason: 'over' })
  })
})
