import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { fileKeyEncryption } from '#server/adapters/key-encryption/files.ts'
import { connect, useDatabase } from '#server/platform/db/index.ts'
import { type Ports, wire } from '#server/ports/wired.ts'
import { testDatabase } from '#server/testing/database.ts'
import { testSigner } from '#server/testing/keys.ts'
import {
  type Actor,
  actorOfSession,
  addPerson,
  choosePassword,
  firstPeople,
  practiceTeam,
  roles,
  signInAsPractice,
  signInWithCode,
  signInWithPassword,
  signOut,
  signOutEverywhere,
} from './index.ts'

const { urls } = await testDatabase()
const database = connect(urls.app)
useDatabase(database)
const keys = mkdtempSync(join(tmpdir(), 'identity-'))
const keyEncryption = fileKeyEncryption(join(keys, 'encryption.key'))
wire({ keyEncryption, signer: testSigner(keys) } as unknown as Ports)
afterAll(async () => {
  await database.$disconnect()
  rmSync(keys, { recursive: true })
})

const setup: Actor = { kind: 'system', name: 'setup' }
const first = await firstPeople({ practiceTeam: true })
const password = 'a ship comes in at dawn'

async function newPerson(email: string): Promise<string> {
  const name = `Nadine ${email}`
  return (await addPerson(setup, { displayName: name, email, roles: ['lead'] })).code
}

async function actorWith(code: string) {
  const { token } = await signInWithCode(code, 'browser')
  const actor = await actorOfSession(token)
  if (!actor) throw new Error('a session just begun has an actor')
  return { token, actor }
}

describe('the first start', () => {
  it('makes one practice person a role, in the order of the roles', async () => {
    expect((await practiceTeam()).map((person) => person.roles)).toEqual(roles.map((role) => [role]))
  })

  it('repeated, adds nobody and replaces the unused code', async () => {
    const before = await database.person.count()
    const again = await firstPeople({ practiceTeam: true })
    expect(await database.person.count()).toBe(before)
    expect(again.adminCode).not.toBe(first.adminCode)
    await expect(signInWithCode(first.adminCode ?? '', 'browser')).rejects.toMatchObject({ reason: 'wrongSecret' })

    const { actor } = await actorWith(again.adminCode ?? '')
    expect(actor).toMatchObject({ kind: 'person', roles: ['admin'], practice: false })
    await choosePassword(actor, { email: 'admin@port.example', password })
    expect((await firstPeople({ practiceTeam: true })).adminCode).toBeNull()
  })
})

describe('signing in', () => {
  it('takes a code once, however it is typed', async () => {
    const code = await newPerson('once@port.example')
    await expect(signInWithCode(code.toLowerCase().replaceAll('-', ' '), 'cli')).resolves.toBeTruthy()
    await expect(signInWithCode(code, 'cli')).rejects.toMatchObject({ code: 'notSignedIn' })
  })

  it('lets only one of two simultaneous uses of a code through', async () => {
    const code = await newPerson('race@port.example')
    const results = await Promise.allSettled([signInWithCode(code, 'cli'), signInWithCode(code, 'cli')])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('takes a password, and not another one', async () => {
    const { actor } = await actorWith(await newPerson('word@port.example'))
    await choosePassword(actor, { email: 'Word@Port.example', password })
    await expect(signInWithPassword('WORD@port.example ', password, 'browser')).resolves.toBeTruthy()
    await expect(signInWithPassword('word@port.example', `${password}!`, 'browser')).rejects.toMatchObject({
      reason: 'wrongSecret',
    })
    await expect(signInWithPassword('nobody@port.example', password, 'browser')).rejects.toMatchObject({
      reason: 'wrongSecret',
    })
  })

  it('refuses to look after too many wrong answers', async () => {
    const { actor } = await actorWith(await newPerson('many@port.example'))
    await choosePassword(actor, { email: 'many@port.example', password })
    const wrong = () => signInWithPassword('many@port.example', 'wrong wrong wrong wrong', 'browser')
    for (let attempt = 0; attempt < 10; attempt++)
      await expect(wrong()).rejects.toMatchObject({ reason: 'wrongSecret' })
    await expect(signInWithPassword('many@port.example', password, 'browser')).rejects.toMatchObject({
      reason: 'tooManyAttempts',
    })
  })

  it('lets nobody choose a real person from the practice list', async () => {
    const { actor } = await actorWith(await newPerson('real@port.example'))
    await expect(signInAsPractice(actor.id, 'browser')).rejects.toMatchObject({ reason: 'notPractice' })
  })
})

describe('a session', () => {
  it('is known by a hash only, and ends with signing out', async () => {
    const [person] = await practiceTeam()
    const { token } = await signInAsPractice(person?.id ?? '', 'browser')
    expect(await actorOfSession(token)).toMatchObject({ practice: true })
    expect(JSON.stringify(await database.session.findMany())).not.toContain(token)
    await signOut(token)
    expect(await actorOfSession(token)).toBeNull()
  })

  it('ends everywhere at once', async () => {
    const [, person] = await practiceTeam()
    const sessions = await Promise.all([1, 2, 3].map(() => signInAsPractice(person?.id ?? '', 'cli')))
    const actor = await actorOfSession(sessions[0]?.token ?? '')
    expect(actor && (await signOutEverywhere(actor))).toBe(3)
    for (const { token } of sessions) expect(await actorOfSession(token)).toBeNull()
  })

  it('ends when its time is over or its person is disabled, and sees a new role at once', async () => {
    const { token, actor } = await actorWith(await newPerson('ends@port.example'))
    await database.personRole.create({ data: { personId: actor.id, role: 'onCall', grantedBy: 'system:setup' } })
    expect((await actorOfSession(token))?.roles).toEqual(['lead', 'onCall'])
    await database.person.update({ where: { id: actor.id }, data: { disabledAt: new Date() } })
    expect(await actorOfSession(token)).toBeNull()
    await database.person.update({ where: { id: actor.id }, data: { disabledAt: null } })
    await database.session.updateMany({ where: { personId: actor.id }, data: { expiresAt: new Date() } })
    expect(await actorOfSession(token)).toBeNull()
  })
})

it('puts no name and no address into a ledger leaf', async () => {
  await newPerson('leaf@port.example')
  const leaves = await database.$queryRaw<{ envelope: Uint8Array }[]>`select envelope from ledger.event`
  const payloads = leaves.map(({ envelope }) => {
    const { payload } = JSON.parse(Buffer.from(envelope).toString()) as { payload: string }
    return Buffer.from(payload, 'base64').toString()
  })
  expect(payloads.length).toBeGreaterThan(10)
  expect(payloads.join('')).toContain('personAdded')
  expect(payloads.join('')).not.toMatch(/port\.example|Nadine|Practice Lead|Administrator/)
})
