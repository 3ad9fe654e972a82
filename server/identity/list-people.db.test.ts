import { describe, expect, it } from 'vitest'
import { person, system, testInstance } from '#server/testing/instance.ts'
import { actorOfSession, addPerson, listPeople, type PersonActor, type Role, signInWithCode } from './index.ts'

const { app } = await testInstance()

async function signedIn(displayName: string, ...roles: Role[]): Promise<PersonActor> {
  const email = `${displayName.toLowerCase()}@port.example`
  const { code } = await addPerson(system('setup'), { displayName, email, roles })
  const actor = await actorOfSession((await signInWithCode(code, 'browser')).token)
  if (!actor) throw new Error('a session just begun has an actor')
  return actor
}

const admin = await signedIn('Zoe', 'admin')
const lead = await signedIn('Ann', 'lead', 'onCall')
const theirs = async (asker: PersonActor, id: string) =>
  (await listPeople(asker, {})).people.find((each) => each.id === id)

describe('the list of people', () => {
  it('has everyone by name with their roles, and how many hold each', async () => {
    const { people, holders, total } = await listPeople(lead, {})
    expect(people.map(({ displayName, roles }) => [displayName, roles])).toEqual([
      ['Ann', ['lead', 'onCall']],
      ['Zoe', ['admin']],
    ])
    expect(holders).toMatchObject({ lead: 1, admin: 1, legal: 0 })
    expect(total).toBe(2)
  })

  it('keeps to a role', async () => {
    expect((await listPeople(lead, { role: 'admin' })).people.map(({ displayName }) => displayName)).toEqual(['Zoe'])
    expect(await listPeople(lead, { role: 'captain' })).toMatchObject({ people: [], total: 2 })
  })

  it('shows people their own address and sessions, and nobody else’s', async () => {
    const own = await theirs(lead, lead.id)
    expect(own).toMatchObject({ email: 'ann@port.example', sessions: [{ kind: 'browser', current: true }] })
    expect(await theirs(lead, admin.id)).toMatchObject({ email: null, sessions: null })
  })

  it('shows an administrator everyone’s, without a token or its hash', async () => {
    expect(await theirs(admin, lead.id)).toMatchObject({ email: 'ann@port.example', sessions: [{ current: false }] })
    const [session] = await app.session.findMany()
    expect(JSON.stringify(await listPeople(admin, {}))).not.toContain(session?.tokenHash)
  })

  it('leaves out sessions that are over, and says who may no longer sign in', async () => {
    await app.session.updateMany({ where: { personId: lead.id }, data: { expiresAt: new Date(0) } })
    await app.person.update({ where: { id: lead.id }, data: { disabledAt: new Date() } })
    expect(await theirs(admin, lead.id)).toMatchObject({ disabled: true, sessions: [] })
  })

  it('is for people with a role', async () => {
    await expect(listPeople(person('prs_nobody'), {})).rejects.toMatchObject({ code: 'forbidden' })
  })
})
