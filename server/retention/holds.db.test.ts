import { beforeEach, describe, expect, it } from 'vitest'
import { addChange, addService, person, testInstance } from '#server/testing/instance.ts'
import { askErasure, confirmErasure, liftHold, placeHold, retentionStatus } from './index.ts'

const { app, raw } = await testInstance()
await addService(app, 'harbour')
const legal = person('person_legal', 'legal')
const admin = person('person_admin', 'admin')

let count = 0
let who = ''
beforeEach(async () => {
  who = `person_subject${++count}`
  await app.person.create({ data: { id: who, displayName: 'Someone' } })
})

const asked = async () => (await askErasure(legal, { personId: who, ground: 'objection' })).removalId

describe('a legal hold', () => {
  const held = async (scope: 'person' | 'change' | 'shard' | 'everything', target: string | null) =>
    (await placeHold(legal, { scope, target, reason: 'Case 2026/17' })).holdId

  it.each([
    ['the person', async () => held('person', who)],
    [
      'a change of theirs',
      async () => held('change', (await addChange(app, { requesterId: who, state: 'withdrawn' })).id),
    ],
    ['everything', async () => held('everything', null)],
  ])('on %s forbids it and is named; lifted, it forbids nothing', async (_, place) => {
    const removalId = await asked()
    const holdId = await place()
    await expect(confirmErasure(admin, { removalId })).rejects.toMatchObject({
      reason: 'held',
      message: expect.stringContaining(holdId),
    })
    await expect(raw.query('select ledger.erase_person($1, $2)', [removalId, 'person_admin'])).rejects.toThrow(holdId)
    await liftHold(legal, { holdId, reason: 'Case closed' })
    await expect(liftHold(legal, { holdId, reason: 'Again' })).rejects.toMatchObject({ reason: 'lifted' })
    expect(await confirmErasure(admin, { removalId })).toMatchObject({ removalId })
  })

  it('placed while it is confirmed comes wholly before it or wholly after', async () => {
    const removalId = await asked()
    const [erased, placed] = await Promise.allSettled([confirmErasure(admin, { removalId }), held('person', who)])
    expect(placed.status).toBe('fulfilled')
    const order = await raw.query(
      'select kind from ledger.event where kind in ($1, $2) order by position desc limit 2',
      ['erasure', 'legal-hold'],
    )
    const kinds = order.rows.map(({ kind }) => kind)
    if (erased.status === 'fulfilled') expect(kinds).toEqual(['legal-hold', 'erasure'])
    else expect(erased.reason).toMatchObject({ reason: 'held' })
  })

  it('covers what exists, and is for counsel', async () => {
    await expect(held('change', 'chg_nowhere')).rejects.toMatchObject({ reason: 'unknownTarget' })
    await expect(held('person', null)).rejects.toMatchObject({ reason: 'noTarget' })
    await expect(placeHold(admin, { scope: 'everything', target: null, reason: 'Because' })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  it('is read by those who answer for it', async () => {
    await expect(retentionStatus(person(who, 'requester'), {})).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('stands in the list with what it forbids', async () => {
    const removalId = await asked()
    const holdId = await held('person', who)
    const { removals, holds } = await retentionStatus(legal, {})
    expect(removals.find(({ id }) => id === removalId)?.against).toMatchObject({ hold: { id: holdId } })
    expect(holds[0]).toMatchObject({ id: holdId, reason: 'Case 2026/17', liftedAt: null })
    await liftHold(legal, { holdId, reason: 'Case closed' })
  })
})
