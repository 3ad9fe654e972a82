import { describe, it } from 'vitest'
import { pushByHand } from '#bin/commands/demo/person-commit.ts'
import { sign } from '#server/loop/autonomy/approvals/index.ts'
import { amendChange } from '#server/loop/autonomy/human-made/index.ts'
import { submit } from '#server/loop/intents/index.ts'
import { repositoryOf } from '#server/workspaces/index.ts'
import { dominion } from './command-line.ts'
import {
  edge,
  madeUpWord,
  openRequest,
  overviewOf,
  passing,
  people,
  serviceOfOwn,
  until,
  untilState,
} from './journey.ts'

const lookFor = 'Show how many berths there are'
const reason = 'Read it whole; it does what was asked.'

describe.concurrent('an approval', () => {
  it('never counts on own work, whatever role the person holds', async ({ expect }) => {
    const service = 'harbour'
    const created = await dominion('lead', 'intent', 'create', '--service', service, lookFor, '--json')
    const { changeId } = created.json<{ changeId: string }>()
    const { id, digest } = await openRequest(changeId)
    const own = await dominion('lead', 'approve', id, '--digest', digest, '--reason', reason)
    expect(own).toMatchObject({ code: 4 })
    expect(own.errors).toContain('You asked for this change, so you cannot approve it.')
    const other = await dominion('manager', 'approve', id, '--digest', digest, '--reason', reason)
    expect(other).toMatchObject({ code: 4 })
    expect((await overviewOf(changeId)).approvals.flatMap(({ slots }) => slots.map(({ state }) => state))).toEqual([
      'waiting',
    ])
    expect(await dominion('lead', 'intent', 'withdraw', changeId)).toMatchObject({ code: 0 })
    expect((await overviewOf(changeId)).change.state).toBe('withdrawn')
  })

  it('can be refused, and that ends the change', async ({ expect }) => {
    const service = 'harbour'
    const { changeId } = await submit(people.requester, { service, text: lookFor })
    const { id, digest } = await openRequest(changeId)
    const guessed = await dominion('lead', 'approve', id, '--digest', 'f'.repeat(12), '--reason', reason)
    expect(guessed).toMatchObject({ code: 4 })
    const no = ['--reason', 'Not this quarter.', '--decline']
    expect(await dominion('lead', 'approve', id, '--digest', digest, ...no)).toMatchObject({ code: 0 })
    expect((await overviewOf(changeId)).change.state).toBe('declined')
    const late = await dominion('lead', 'approve', id, '--digest', digest, '--reason', reason)
    expect(late).toMatchObject({ code: 4 })
  })

  it('lapses when the content changes, before and after it was complete', async ({ expect }) => {
    const service = await serviceOfOwn()
    const { changeId } = await submit(people.requester, { service, text: lookFor })
    const amend = async () => {
      const branch = `people/${madeUpWord()}`
      const from = (await overviewOf(changeId)).change.headCommit ?? ''
      const text = `# Note\n\n${madeUpWord()}\n`
      const edits = { [`docs/${madeUpWord()}.md`]: () => text }
      await pushByHand({ repository: repositoryOf(service), branch, message: 'Say more', edits, from })
      await amendChange(people.requester, { changeId, branch })
    }
    const signed = async (request: { id: string; digest: string }) =>
      await sign(people.lead, { changeId, requestId: request.id, role: 'lead', seenDigest: request.digest, reason })

    const first = await openRequest(changeId)
    await amend()
    await expect(signed(first)).rejects.toMatchObject({ reason: 'closed' })
    const second = await until('the changed content is asked about', async () => {
      const open = (await overviewOf(changeId)).approvals.find(({ state }) => state === 'open')
      return open && open.id !== first.id && open
    })
    expect(second.digest).not.toBe(first.digest)
    const unread = { id: second.id, digest: first.digest }
    await expect(signed(unread)).rejects.toMatchObject({ reason: 'changedSinceYouLooked' })

    await signed(second)
    await until('the rollout begins', async () => {
      const [rollout] = (await overviewOf(changeId)).rollouts
      return rollout?.state === 'sandbox' || rollout?.state === 'canary'
    })
    await amend()
    const third = await openRequest(changeId)
    const { approvals, change } = await overviewOf(changeId)
    expect(approvals.map(({ state }) => state)).toEqual(['lapsed', 'lapsed', 'open'])
    expect(third.digest).not.toBe(second.digest)
    expect(change).toMatchObject({ state: 'approving', humanMade: true })

    const { rollouts } = await passing().into(changeId, 'delivered')
    expect(rollouts.map(({ state }) => state)).toEqual(['rolledBack', 'stable'])
    expect((await fetch(`${edge}/${service}/berths/count`)).status).toBe(200)
    await untilState(changeId, 'delivered')
  })
})
