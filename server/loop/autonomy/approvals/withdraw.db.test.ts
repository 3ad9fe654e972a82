import { describe, expect, it } from 'vitest'
import { loadChange } from '#server/loop/change/index.ts'
import { entriesOfChange } from '#server/loop/ledger/index.ts'
import { addChange, addService, person, system, testInstance } from '#server/testing/instance.ts'
import { requestRelease, requestsOf, sign, withdraw } from './index.ts'

const { app } = await testInstance()
await addService(app, 'harbour')
const requester = person('prs_requester', 'requester')

/** A change that waits for a manager and for security. */
async function waiting() {
  const { id } = await addChange(app, { state: 'approving', tier: 'high', requesterId: requester.id })
  const { digest, requestId } = await requestRelease(system('worker'), { changeId: id })
  return { changeId: id, requestId, seenDigest: digest, reason: 'read it' }
}

const statesOf = async (changeId: string) => (await requestsOf(app, changeId)).map(({ state }) => state)
const lastDecision = async (changeId: string) =>
  (await entriesOfChange(app, changeId)).findLast(({ kind }) => kind === 'approval')?.predicate

describe('withdrawing', () => {
  it('closes what is asked about the change in the same act, and the ledger says why', async () => {
    const { changeId } = await waiting()
    await withdraw(requester, { changeId })
    expect((await loadChange(app, changeId)).state).toBe('withdrawn')
    expect(await statesOf(changeId)).toEqual(['withdrawn'])
    expect(await lastDecision(changeId)).toMatchObject({ decision: 'lapsed', reason: 'withdrawn', automatic: true })
  })

  it('keeps what was signed, and takes no more', async () => {
    const asked = await waiting()
    await sign(person('prs_manager', 'manager'), { ...asked, role: 'manager' })
    await withdraw(requester, asked)
    const late = sign(person('prs_security', 'security'), { ...asked, role: 'security' })
    await expect(late).rejects.toMatchObject({ reason: 'closed' })
    const slots = await app.approvalSlot.findMany({ where: { requestId: asked.requestId }, orderBy: { role: 'asc' } })
    expect(slots.map(({ role, state }) => `${role} ${state}`)).toEqual(['manager signed', 'security waiting'])
  })

  it('and signing at once end in one of both, never in a closed change that is asked about', async () => {
    for (let round = 0; round < 8; round++) {
      const asked = await waiting()
      await sign(person('prs_manager', 'manager'), { ...asked, role: 'manager' })
      await Promise.allSettled([
        withdraw(requester, asked),
        sign(person('prs_security', 'security'), { ...asked, role: 'security' }),
      ])
      const { state } = await loadChange(app, asked.changeId)
      expect(['withdrawn', 'rollingOut']).toContain(state)
      expect(await statesOf(asked.changeId)).not.toContain('open')
    }
  })

  it.each(['denied', 'failed', 'declined', 'rolledBack'])('means nothing once the change is %s', async (state) => {
    const { id } = await addChange(app, { state, requesterId: requester.id })
    await expect(withdraw(requester, { changeId: id })).rejects.toMatchObject({ reason: 'over' })
  })

  it('is for the requester alone', async () => {
    const { changeId } = await waiting()
    await expect(withdraw(person('prs_lead', 'lead'), { changeId })).rejects.toMatchObject({ reason: 'notYours' })
    expect(await statesOf(changeId)).toEqual(['open'])
  })
})
