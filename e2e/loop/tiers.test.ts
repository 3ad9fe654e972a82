import { describe, it } from 'vitest'
import { returnsWhatWasPosted } from '#bin/commands/demo/service.ts'
import type { ChangeOverview } from '#server/loop/autonomy/overview/index.ts'
import { submit } from '#server/loop/intents/index.ts'
import { edge, madeUpWord, overviewOf, passing, passingUnsigned, people, serviceOfOwn } from './journey.ts'

const hour = 3_600_000

/** Who signed what, in order, such as `release manager`. */
const signatures = ({ approvals }: ChangeOverview) =>
  approvals.flatMap(({ purpose, slots }) =>
    slots.filter(({ state }) => state === 'signed').map(({ role }) => `${purpose} ${role}`),
  )

/** Shares of users the rollout went through, in parts of 10,000. */
const weights = ({ activity }: ChangeOverview) =>
  activity.filter(({ event }) => event === 'rollout.increase').map(({ detail }) => Number(Object(detail).weight))

const collectionOf = ({ designs }: ChangeOverview) => {
  const operations = Object(designs[0]?.spec).operations as string[]
  return operations.find((operation) => operation.startsWith('POST '))?.slice('POST '.length) ?? ''
}

describe.concurrent('each tier goes its own way to production', () => {
  it('Low: a page of documentation ships with no person in the way', async ({ expect }) => {
    const service = await serviceOfOwn()
    const words = madeUpWord()
    const text = `Write a page docs/${words}.md titled ${words}: The gate opens at seven.`
    const { changeId, tier } = await submit(people.requester, { service, text })
    expect(tier).toBe('low')
    const overview = await passingUnsigned().into(changeId, 'delivered')
    expect(signatures(overview)).toEqual([])
    const page = await fetch(`${edge}/${service}/docs/${words}.md`)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('The gate opens at seven.')
  })

  it('Medium: a new endpoint ships once a lead has signed', async ({ expect }) => {
    const service = await serviceOfOwn()
    const { changeId, tier } = await submit(people.requester, { service, text: 'Show how many berths there are' })
    expect(tier).toBe('medium')
    const berths = `${edge}/${service}/berths`
    expect((await fetch(`${berths}/count`)).status).toBe(404)
    const overview = await passing().into(changeId, 'delivered')
    expect(signatures(overview)).toEqual(['release lead'])
    expect(weights(overview)[0]).toBe(500)
    await returnsWhatWasPosted(berths, { code: 'N1', name: 'North', maximumDraught: 9.5 })
    expect(await (await fetch(`${berths}/count`)).json()).toEqual({ count: 1 })
  })

  it('Critical: 48 hours of sandbox and two gates, with council and legal', async ({ expect }) => {
    const service = await serviceOfOwn()
    const text = `Add a resource for compliance ${madeUpWord()} audits with code and remark`
    const { changeId, tier } = await submit(people.requester, { service, text })
    expect(tier).toBe('critical')
    const way = passing()
    const overview = await way.into(changeId, 'delivered')
    expect(signatures(overview).toSorted()).toEqual([
      'design lead',
      'design security',
      'gate council',
      'gate council',
      'release council',
      'release legal',
    ])
    expect(way.movedMs).toBeGreaterThanOrEqual(48 * hour)
    const [rollout] = (await overviewOf(changeId)).rollouts
    expect(rollout?.ladder.map(({ kind }) => kind)).toEqual(['sandbox', 'gate', 'canary', 'gate', 'canary', 'canary'])
    expect(weights(overview).filter((weight) => weight > 0)[0]).toBe(50)
    const record = { code: madeUpWord(), remark: 'in order' }
    expect(await returnsWhatWasPosted(`${edge}/${service}${collectionOf(overview)}`, record)).toBe(true)
  })
})
