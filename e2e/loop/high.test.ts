import { expect, it } from 'vitest'
import { returnsWhatWasPosted } from '#bin/commands/demo/service.ts'
import { dominion } from './command-line.ts'
import { edge, madeUpWord, openRequest, overviewOf, passingUnsigned, serviceOfOwn, untilState } from './journey.ts'

interface Waiting {
  id: string
  changeId: string
  purpose: string
  digest: string
  slots: { role: string; state: string; mayDecide: { allowed: boolean } }[]
}

/** What a person does with the inbox: looks, finds their slot, signs exactly that digest. */
async function signAs(role: 'lead' | 'manager' | 'security', changeId: string, purpose: string) {
  const waiting = (await dominion(role, 'approve', '--json')).json<Waiting[]>()
  const request = waiting.find((each) => each.changeId === changeId && each.purpose === purpose)
  if (!request) throw new Error(`${role} sees nothing to sign: ${JSON.stringify(waiting)}`)
  expect(request.slots.find((slot) => slot.role === role)?.mayDecide.allowed).toBe(true)
  const reason = 'Read it whole; it does what was asked.'
  return await dominion(role, 'approve', request.id, '--digest', request.digest.slice(0, 12), '--reason', reason)
}

it('High: a resource with its migration, typed from the first word to the last signature', async () => {
  const service = await serviceOfOwn()
  const noun = madeUpWord()
  const words = `Add a resource for ${noun} bookings with vessel name and berth; list them newest first`
  const created = await dominion('requester', 'intent', 'create', '--service', service, words, '--json')
  const { changeId, tier } = created.json<{ changeId: string; tier: string }>()
  expect(tier).toBe('high')

  const watched = await dominion('requester', 'intent', 'watch', changeId)
  expect(watched).toMatchObject({ code: 0 })
  expect(watched.out).toContain('Waiting for lead: dominion approve')
  expect(await signAs('lead', changeId, 'design')).toMatchObject({ code: 0 })

  await untilState(changeId, 'approving')
  await openRequest(changeId)
  const first = await signAs('manager', changeId, 'release')
  expect(first.out).toContain('Signed for manager')
  expect((await overviewOf(changeId)).change.state).toBe('approving')
  expect(await signAs('security', changeId, 'release')).toMatchObject({ code: 0 })

  const way = passingUnsigned()
  await way.untilGate(changeId)
  expect((await overviewOf(changeId)).rollouts[0]).toMatchObject({ state: 'gate', weight: 100 })
  expect(await signAs('manager', changeId, 'gate')).toMatchObject({ code: 0 })
  const { activity } = await way.into(changeId, 'delivered')
  expect(activity.map(({ event }) => event)).toContain('change.merge')

  const collection = `${edge}/${service}/${noun}-bookings`
  expect(await returnsWhatWasPosted(collection, { vesselName: 'Ever Patient', berth: 'B-12' })).toBe(true)
  const listed = await dominion('requester', 'intent', 'list', '--service', service, '--json')
  expect(listed.json<object[]>()).toMatchObject([{ id: changeId, state: 'delivered', tier: 'high' }])
  const ended = await dominion('requester', 'intent', 'watch', changeId)
  expect(ended.out.trimEnd().split('\n').at(-1)).toBe('delivered')
})
