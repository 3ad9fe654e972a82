import { describe, expect, it } from 'vitest'
import { requestDesignReview, requestsOf, sign } from '#server/loop/autonomy/approvals/index.ts'
import { loadChange } from '#server/loop/change/index.ts'
import { digestOf } from '#server/platform/digest.ts'
import { addChange, addService, person, sha, system, testInstance } from '#server/testing/instance.ts'
import type { Command } from './edit/index.ts'
import { harbourDesign } from './edit/testing/harbour.ts'
import { commentDesign, designComments, latestRevision, resolveComment, reviseDesign } from './index.ts'
import { DesignSpec } from './schemas.ts'
import { insertOptions } from './store.ts'

const { app, raw, entries } = await testInstance()
await addService(app, 'harbour')
const worker = system('worker')
const lead = person('person_lead', 'lead')
const manager = person('person_manager', 'manager')
const rename: Command = { do: 'rename', id: 'api', name: 'Quay API' }

const specs = [harbourDesign(), harbourDesign({ title: 'List berths by page', tradeOff: 'Pages cost a round trip.' })]

/** A High change whose design is under review, with two options and the first one asked about. */
async function underReview() {
  const { id } = await addChange(app, { state: 'designReview', tier: 'high' })
  const options = await app.$transaction((tx) =>
    insertOptions(
      tx,
      id,
      specs.map((spec) => ({ spec, digest: digestOf(spec) })),
    ),
  )
  await requestDesignReview(worker, { changeId: id })
  const [first, second] = options
  if (!first || !second) throw new Error('two options')
  return { changeId: id, first, second }
}

type Reviewed = Awaited<ReturnType<typeof underReview>>
const revises = ({ changeId, first }: Reviewed, who = lead, change: object = {}) =>
  reviseDesign(who, { changeId, designId: first.id, startedFrom: first.digest, commands: [rename], ...change })
const askedAnew = async ({ changeId }: Reviewed) => {
  await requestDesignReview(worker, { changeId })
  return await requestsOf(app, changeId)
}

describe('a person’s edit', () => {
  it('makes a new revision: the edited option is theirs and put forward, the others are carried over', async () => {
    const reviewed = await underReview()
    const before = await entries('design')
    const { digest, revision } = await revises(reviewed)
    const options = await latestRevision(app, reviewed.changeId)
    expect(revision).toBe(2)
    expect(options.map(({ author, chosenBy }) => [author, chosenBy])).toEqual([
      ['person_lead', 'person_lead'],
      ['api/read-endpoint@1.0.0+list', null],
    ])
    expect(options.map((option) => option.digest)).toEqual([digest, reviewed.second.digest])
    const spec = DesignSpec.parse(options[0]?.spec)
    expect(digestOf(spec)).toBe(digest)
    expect(spec).toEqual({ ...specs[0], components: expect.anything() })
    expect(await entries('design')).toBe(before + 1)
  })

  it('lapses the open question and has it asked anew about exactly the edited design', async () => {
    const reviewed = await underReview()
    const [asked] = await requestsOf(app, reviewed.changeId)
    const { digest } = await revises(reviewed)
    const announced = await app.outbox.findFirst({ orderBy: { id: 'desc' } })
    expect(announced).toMatchObject({ event: 'change.designReview' })
    const requests = await askedAnew(reviewed)
    expect(requests.map((request) => [request.state, request.digest])).toEqual([
      ['lapsed', asked?.digest],
      ['open', digest],
    ])
  })

  it('makes them an author, who cannot approve the design', async () => {
    const reviewed = await underReview()
    const { digest } = await revises(reviewed)
    const open = (await askedAnew(reviewed)).at(-1)
    const signing = { changeId: reviewed.changeId, requestId: open?.id ?? '', role: 'lead', reason: 'read it' } as const
    await expect(sign(lead, { ...signing, seenDigest: digest })).rejects.toMatchObject({ reason: 'coAuthor' })
    await sign(person('person_other', 'lead'), { ...signing, seenDigest: digest })
    expect((await loadChange(app, reviewed.changeId)).state).toBe('generating')
  })

  it('of two people at once is kept once, and the other is told', async () => {
    const reviewed = await underReview()
    const both = await Promise.allSettled([revises(reviewed), revises(reviewed, manager)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const told = both.find((each) => each.status === 'rejected')
    expect(told?.reason).toMatchObject({ code: 'conflict' })
    expect(await app.design.count({ where: { changeId: reviewed.changeId } })).toBe(4)
  })

  it('of an older revision is a conflict', async () => {
    const reviewed = await underReview()
    await revises(reviewed)
    await expect(revises(reviewed, manager)).rejects.toMatchObject({ code: 'conflict' })
  })

  it.each<[string, object, object]>([
    ['another digest', { startedFrom: sha('other') }, { code: 'conflict' }],
    ['a command that does not fit', { commands: [{ do: 'remove', id: 'nobody' }] }, { reason: 'unknownComponent' }],
    ['no command', { commands: [] }, { code: 'invalidInput' }],
    [
      'edits that cancel each other',
      { commands: [rename, { ...rename, name: 'Berths API' }] },
      { reason: 'nothingChanged' },
    ],
    ['a design with an error', { commands: [{ ...rename, name: 'Table of berths' }] }, { reason: 'problems' }],
    [
      'a command that restores parts at will',
      { commands: [{ do: 'restore', components: [], relations: [] }] },
      { code: 'invalidInput' },
    ],
  ])('is refused with %s, and nothing is saved', async (_, change, refusal) => {
    const reviewed = await underReview()
    await expect(revises(reviewed, lead, change)).rejects.toMatchObject(refusal)
    expect(await app.design.count({ where: { changeId: reviewed.changeId } })).toBe(2)
  })

  it('is for leads, managers and security reviewers, while the design is under review', async () => {
    const reviewed = await underReview()
    for (const role of ['requester', 'council', 'auditor', 'admin'] as const)
      await expect(revises(reviewed, person('person_x', role))).rejects.toMatchObject({ code: 'forbidden' })
    await app.change.update({ where: { id: reviewed.changeId }, data: { state: 'generating' } })
    await expect(revises(reviewed)).rejects.toMatchObject({ reason: 'notUnderReview' })
  })
})

describe('a comment', () => {
  const requester = person('person_requester', 'requester')
  const say = ({ changeId, first }: Reviewed, change: object = {}) =>
    commentDesign(requester, { changeId, designId: first.id, component: 'api', text: 'Who may call it?', ...change })

  it('is read with the revision it was written on, and its words stay out of the ledger’s leaf', async () => {
    const reviewed = await underReview()
    await say(reviewed, { text: 'Ask Ms Quinterfell first' })
    const [comment] = await designComments(lead, { changeId: reviewed.changeId })
    expect(comment).toMatchObject({ text: 'Ask Ms Quinterfell first', component: 'api', revision: 1, option: 0 })
    const leaves = await raw.query(`select convert_from(envelope, 'utf8') as text from ledger.event order by 1`)
    const payloads = leaves.rows.map(({ text }: { text: string }) =>
      Buffer.from((JSON.parse(text) as { payload: string }).payload, 'base64').toString(),
    )
    expect(payloads.some((text) => text.includes('design.commented'))).toBe(true)
    expect(payloads.some((text) => text.includes('Quinterfell'))).toBe(false)
  })

  it('is resolved once, by who wrote it or who may edit', async () => {
    const reviewed = await underReview()
    const { commentId } = await say(reviewed)
    const resolving = { changeId: reviewed.changeId, commentId }
    const stranger = person('person_stranger', 'requester')
    await expect(resolveComment(stranger, resolving)).rejects.toMatchObject({ reason: 'notTheirs' })
    await resolveComment(lead, resolving)
    await expect(resolveComment(requester, resolving)).rejects.toMatchObject({ code: 'conflict' })
    const [comment] = await designComments(lead, { changeId: reviewed.changeId })
    expect(comment).toMatchObject({ resolvedBy: 'person_lead' })
  })

  it.each<[string, object, object]>([
    ['about no component of the saved design', { component: 'cache' }, { reason: 'noComponent' }],
    ['on a design of another change', { designId: 'dsn_other' }, { code: 'notFound' }],
    ['without words', { text: '  ' }, { code: 'invalidInput' }],
  ])('is refused %s', async (_, change, refusal) => {
    await expect(say(await underReview(), change)).rejects.toMatchObject(refusal)
  })

  it('cannot be rewritten or removed, not even by the application itself', async () => {
    await say(await underReview())
    await expect(app.$executeRawUnsafe(`update design_comment set text = 'x'`)).rejects.toThrow(/permission denied/)
    await expect(app.$executeRawUnsafe('delete from design_comment')).rejects.toThrow(/permission denied/)
  })
})
