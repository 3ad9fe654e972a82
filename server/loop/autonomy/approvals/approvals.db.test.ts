import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { governed } from '#server/governed.ts'
import type { Role } from '#server/identity/index.ts'
import { loadChange } from '#server/loop/change/index.ts'
import { addChange, addService, person, sha, system, testInstance } from '#server/testing/instance.ts'
import { engage } from '../killswitch/index.ts'
import {
  approveByPolicy,
  askForApproval,
  countInbox,
  decline,
  lapse,
  openRequestOf,
  releaseApprovers,
  requestRelease,
  requestsOf,
  sign,
} from './index.ts'

const { app, raw, appUrl, entries } = await testInstance()
await addService(app, 'harbour')
const worker = system('worker')
const policy = system('policy')

/** A change that waits for its release approval. */
async function waiting(tier: 'low' | 'medium' | 'high' | 'critical', authors = ['prs_requester', 'prs_author']) {
  const { id } = await addChange(app, { state: 'approving', tier, authors })
  const { digest, requestId } = await requestRelease(worker, { changeId: id })
  return { changeId: id, requestId, seenDigest: digest, reason: 'read it' }
}

type Asked = Awaited<ReturnType<typeof waiting>>
const signs = (asked: Asked, who: string, role: Role, change: object = {}) =>
  sign(person(who, role), { ...asked, role, ...change })
const stateOf = async (id: string) => (await loadChange(app, id)).state
const slotsOf = async ({ requestId }: Asked) =>
  (await app.approvalSlot.findMany({ where: { requestId }, orderBy: { role: 'asc' } })).map(
    ({ role, state }) => `${role} ${state}`,
  )

const withdrawContent = governed('approval.open', z.object({ changeId: z.string() }), async (act, { changeId }) => {
  const [first, ...rest] = await lapse(act, changeId)
  if (!first) throw new Error('nothing lapsed')
  return { result: undefined, entry: [first, ...rest] }
})

describe('signing', () => {
  it('by the one role asked sends the change on, with an entry that names the digest', async () => {
    const asked = await waiting('medium')
    const before = await entries('approval')
    expect(await signs(asked, 'prs_lead', 'lead')).toMatchObject({ complete: true })
    expect(await stateOf(asked.changeId)).toBe('rollingOut')
    expect(await entries('approval')).toBe(before + 1)
  })

  it('of one slot by two people at once counts one, and tells the other', async () => {
    const asked = await waiting('medium')
    const both = await Promise.allSettled(['prs_a', 'prs_b'].map((who) => signs(asked, who, 'lead')))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const loser = both.find((each) => each.status === 'rejected') as PromiseRejectedResult
    expect(['conflict', 'refused']).toContain(loser.reason.code)
    expect(await slotsOf(asked)).toEqual(['lead signed'])
  })

  it('of two slots by two people at once completes the request, every time', async () => {
    for (let round = 0; round < 8; round++) {
      const asked = await waiting('high')
      await Promise.all([signs(asked, 'prs_manager', 'manager'), signs(asked, 'prs_security', 'security')])
      expect(await stateOf(asked.changeId)).toBe('rollingOut')
    }
  })

  it('of two roles needs two people', async () => {
    const asked = await waiting('high')
    const both = person('prs_both', 'manager', 'security')
    await sign(both, { ...asked, role: 'manager' })
    await expect(sign(both, { ...asked, role: 'security' })).rejects.toMatchObject({ reason: 'secondSlot' })
    expect(await stateOf(asked.changeId)).toBe('approving')
    await signs(asked, 'prs_other', 'security')
    expect(await stateOf(asked.changeId)).toBe('rollingOut')
  })

  it.each<[string, string, Role, object, string]>([
    ['their own request', 'prs_requester', 'lead', {}, 'ownWork'],
    ['what they wrote', 'prs_author', 'lead', {}, 'coAuthor'],
    ['for a role nobody asked', 'prs_x', 'security', {}, 'notAsked'],
    ['another digest', 'prs_x', 'lead', { seenDigest: sha('other') }, 'changedSinceYouLooked'],
  ])('nobody signs %s', async (_, who, role, change, reason) => {
    const asked = await waiting('medium')
    await expect(signs(asked, who, role, change)).rejects.toMatchObject({ code: 'refused', reason })
    expect(await slotsOf(asked)).toEqual(['lead waiting'])
  })

  it('under another change’s name is not found', async () => {
    const [asked, other] = [await waiting('medium'), await waiting('medium')]
    const crossed = signs(asked, 'prs_lead', 'lead', { changeId: other.changeId })
    await expect(crossed).rejects.toMatchObject({ code: 'notFound' })
  })

  it.each([
    ['an agent', { kind: 'agent', id: 'agt', forPerson: 'prs_lead' }],
    ['the policy', policy],
    ['the owner of the data folder', { kind: 'owner' }],
  ] as const)('is never done by %s', async (_, actor) => {
    const asked = await waiting('medium')
    await expect(sign(actor, { ...asked, role: 'lead' })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('with the code out of the way, the database itself', () => {
  const forge = (requestId: string, personId: string, digest: string) =>
    raw.query(`update approval_slot set state = 'signed', person_id = $2, seen_digest = $3 where request_id = $1`, [
      requestId,
      personId,
      digest,
    ])

  it.each([
    ['the requester', 'prs_requester', /requester or an author/],
    ['an author', 'prs_author', /requester or an author/],
  ])('refuses %s', async (_, who, complaint) => {
    const asked = await waiting('medium')
    await expect(forge(asked.requestId, who, asked.seenDigest)).rejects.toThrow(complaint)
  })

  it('refuses another digest, takes the right one, and no second slot of the same person', async () => {
    const asked = await waiting('high')
    await expect(forge(asked.requestId, 'prs_x', sha('other'))).rejects.toThrow(/name the digest/)
    await expect(forge(asked.requestId, 'prs_x', asked.seenDigest)).rejects.toThrow(/duplicate key/)
    const one = `update approval_slot set state = 'signed', person_id = 'prs_x', seen_digest = $2 where request_id = $1 and role = 'manager'`
    expect((await raw.query(one, [asked.requestId, asked.seenDigest])).rowCount).toBe(1)
  })

  it('keeps evidence as it was sealed, also from the application', async () => {
    expect(appUrl).toContain('dominion_app')
    const change = app.$executeRawUnsafe(`update evidence_bundle set content = '{}'`)
    await expect(change).rejects.toThrow(/permission denied/)
    await expect(app.$executeRawUnsafe('delete from approval_slot')).rejects.toThrow(/permission denied/)
  })
})

describe('a request', () => {
  it('asks exactly who the tier names, about evidence that is kept', async () => {
    for (const tier of ['medium', 'high', 'critical'] as const) {
      const asked = await waiting(tier)
      expect(await slotsOf(asked)).toEqual([...releaseApprovers[tier]].sort().map((role) => `${role} waiting`))
      const kept = await app.evidenceBundle.findUniqueOrThrow({ where: { digest: asked.seenDigest } })
      expect(kept.content).toMatchObject({ changeId: asked.changeId })
    }
  })

  it('is asked once, however many workers ask', async () => {
    const { id } = await addChange(app, { state: 'approving' })
    const asking = await Promise.allSettled([1, 2, 3].map(() => requestRelease(worker, { changeId: id })))
    expect(asking.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const each of asking) if (each.status === 'rejected') expect(each.reason.code).toBe('conflict')
    expect(await requestsOf(app, id)).toHaveLength(1)
  })

  it('that lapsed takes no more signatures and keeps those it has', async () => {
    const asked = await waiting('high')
    await signs(asked, 'prs_manager', 'manager')
    await withdrawContent(worker, { changeId: asked.changeId })
    await expect(signs(asked, 'prs_security', 'security')).rejects.toMatchObject({ reason: 'closed' })
    expect(await stateOf(asked.changeId)).toBe('approving')
    const { seenDigest } = await waitAgain(asked)
    expect(seenDigest).not.toBe(asked.seenDigest)
  })

  it('that was complete lapses too when the content changes', async () => {
    const asked = await waiting('medium')
    await signs(asked, 'prs_lead', 'lead')
    await withdrawContent(worker, { changeId: asked.changeId })
    expect((await requestsOf(app, asked.changeId)).map(({ state }) => state)).toEqual(['lapsed'])
  })

  it('asked anew closes the older one of its purpose', async () => {
    const asked = await waiting('medium')
    const anew = governed('approval.open', z.object({ changeId: z.string() }), async (act, { changeId }) => {
      const change = await loadChange(act.tx, changeId)
      const question = { change, purpose: 'release', digest: sha('new'), roles: ['lead'] } as const
      return { result: undefined, entry: await askForApproval(act, question) }
    })
    await anew(worker, { changeId: asked.changeId })
    expect((await requestsOf(app, asked.changeId)).map(({ state }) => state)).toEqual(['lapsed', 'open'])
    await expect(signs(asked, 'prs_lead', 'lead')).rejects.toMatchObject({ reason: 'closed' })
  })

  it('ends at the first no, with the reason', async () => {
    const asked = await waiting('high')
    await signs(asked, 'prs_manager', 'manager')
    await decline(person('prs_security', 'security'), { ...asked, role: 'security', reason: 'it logs too much' })
    expect(await loadChange(app, asked.changeId)).toMatchObject({ state: 'declined', reason: 'it logs too much' })
    await expect(signs(asked, 'prs_late', 'security')).rejects.toMatchObject({ reason: 'closed' })
  })

  it('is nobody’s business once its change was withdrawn', async () => {
    const asked = await waiting('medium')
    const lead = person('prs_lead', 'lead')
    const waitingForLead = async () => (await countInbox(lead, {})).needsMe
    const before = await waitingForLead()
    await app.change.update({ where: { id: asked.changeId }, data: { state: 'withdrawn' } })
    expect(await waitingForLead()).toBe(before - 1)
    await expect(signs(asked, 'prs_lead', 'lead')).rejects.toMatchObject({ reason: 'closed' })
  })
})

describe('a change of the Low tier', () => {
  it('is approved by policy, and never as a person', async () => {
    const asked = await waiting('low')
    await approveByPolicy(policy, asked)
    expect(await stateOf(asked.changeId)).toBe('rollingOut')
    expect(await slotsOf(asked)).toEqual(['lead waiting'])
    const seen = await app.activity.findFirst({ where: { changeId: asked.changeId, event: 'approval.auto' } })
    expect(seen).toMatchObject({ actorRef: 'system:policy', detail: { automatic: true } })
  })

  it('alone is', async () => {
    const asked = await waiting('medium')
    await expect(approveByPolicy(policy, asked)).rejects.toMatchObject({ reason: 'notLow' })
    await expect(approveByPolicy(person('prs_admin', 'admin'), asked)).rejects.toMatchObject({ code: 'forbidden' })
    const raised = await waiting('low')
    await app.change.update({ where: { id: raised.changeId }, data: { tier: 'high' } })
    await expect(approveByPolicy(policy, raised)).rejects.toMatchObject({ reason: 'notLow' })
  })

  it('waits for the stand-in while automation is halted', async () => {
    const asked = await waiting('low')
    await engage(person('prs_oncall', 'onCall'), { service: 'harbour', reason: 'smoke', source: 'page' })
    await expect(approveByPolicy(policy, asked)).rejects.toMatchObject({ code: 'halted' })
    expect(await openRequestOf(app, asked.changeId, 'release')).not.toBeNull()
    await signs(asked, 'prs_lead', 'lead')
    expect(await stateOf(asked.changeId)).toBe('rollingOut')
  })
})

/** The release of the same change is asked again after its content moved. */
async function waitAgain({ changeId }: Asked) {
  await app.change.update({ where: { id: changeId }, data: { headCommit: sha('moved').slice(0, 40) } })
  const { digest } = await requestRelease(worker, { changeId })
  return { seenDigest: digest }
}
