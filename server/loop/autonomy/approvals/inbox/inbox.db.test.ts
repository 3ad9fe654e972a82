import { beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '#server/identity/index.ts'
import { addService, person, testInstance } from '#server/testing/instance.ts'
import { stillAsked } from '../sign.ts'
import type { Request } from '../store.ts'
import { viewRequest } from '../view.ts'
import { awaitsReader, type InboxView, inboxViews, type RequestView } from '../vocabulary.ts'
import { countInbox, inbox } from './index.ts'
import { firstPageRows, furtherPageRows } from './numbers.ts'

const { app, raw } = await testInstance()
const many = 10_000

type Reader = ReturnType<typeof person>
const readers: readonly [string, Reader][] = [
  ['a lead', person('prs_1', 'lead')],
  ['a lead who is also security', person('prs_2', 'lead', 'security')],
  ['a manager', person('prs_3', 'manager')],
  ['an auditor', person('prs_4', 'auditor')],
  ['someone who asked for changes and wrote some', person('prs_5', 'lead', 'manager', 'security')],
]

/** Of every kind some: all purposes, changes that no longer wait, own work, slots taken, several due at one moment. */
const seed = `
  insert into change (id, service, state, title, kind, tier, requester_id, authors)
  select 'chg_' || i, 'harbour',
    case when i % 11 = 0 then 'withdrawn' when i % 5 = 0 then 'designReview' when i % 7 = 0 then 'rollingOut' else 'approving' end,
    'Change ' || i, 'resource', case when i % 2 = 0 then 'high' else 'medium' end,
    'prs_' || (i % 9), array['prs_' || (i % 9), 'prs_' || (i % 13)]
  from generate_series(1, ${many}) i;

  insert into approval_request (id, change_id, purpose, tier, state, digest, due_at)
  select 'apr_' || i, 'chg_' || i,
    case when i % 5 = 0 then 'design' when i % 7 = 0 then 'gate' else 'release' end,
    case when i % 2 = 0 then 'high' else 'medium' end,
    case when i % 17 = 0 then 'declined' else 'open' end,
    repeat('a', 64), now() + (i % 500 - 100) * interval '1 minute'
  from generate_series(1, ${many}) i;

  insert into approval_slot (request_id, role, state)
  select 'apr_' || i, role, 'waiting' from generate_series(1, ${many}) i,
    unnest(case when i % 2 = 0 then array['manager', 'security'] else array['lead'] end) role;

  update approval_slot s set state = 'signed', person_id = 'prs_2', seen_digest = repeat('a', 64), decided_at = now()
  from approval_request r join change c on c.id = r.change_id
  where r.id = s.request_id and s.role = 'security' and substr(r.id, 5)::int % 6 = 0
    and c.requester_id <> 'prs_2' and not ('prs_2' = any (c.authors));

  analyze;`

let rows: Request[] = []
beforeAll(async () => {
  await addService(app, 'harbour')
  await raw.query(seed)
  rows = await app.approvalRequest.findMany({ include: { slots: true, change: true } })
})

async function everything(reader: Reader, view: InboxView): Promise<readonly RequestView[]> {
  const pages: RequestView[][] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof inbox>> = await inbox(reader, { view, cursor })
    pages.push([...page.requests])
    cursor = page.next
  } while (cursor !== null)
  expect(pages[0]?.length).toBeLessThanOrEqual(firstPageRows)
  for (const page of pages.slice(1)) expect(page.length).toBeLessThanOrEqual(furtherPageRows)
  return pages.flat()
}

/** The guard's own answer about every open question there is, one by one. */
const asked = (reader: Reader) => rows.filter(stillAsked).map((request) => viewRequest(request, reader))

const ids = (requests: readonly { id: string }[]) => requests.map(({ id }) => id)
const sorted = (requests: readonly { id: string }[]) => ids(requests).toSorted()

describe('with ten thousand questions', () => {
  it.each(readers)('%s is shown exactly what the guard lets them decide, and every other once', async (_, reader) => {
    const [needsMe = [], others = [], mine = []] = await Promise.all(
      (['needsMe', 'others', 'mine'] as const).map((view) => everything(reader, view)),
    )
    expect(sorted(needsMe)).toEqual(sorted(asked(reader).filter(awaitsReader)))
    expect(sorted([...needsMe, ...others, ...mine])).toEqual(sorted(asked(reader)))
    expect(mine.every(({ requesterId }) => requesterId === reader.id)).toBe(true)
    const counted = { needsMe: needsMe.length, others: others.length, mine: mine.length }
    expect(await countInbox(reader, {})).toEqual(counted)
  })

  it('puts what is due first at the top, and leaves out nothing between pages though much is due at once', async () => {
    const open = await everything(person('prs_4', 'auditor'), 'open')
    const order = open.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
    expect(open.map(({ dueAt }) => dueAt)).toEqual(order.map(({ dueAt }) => dueAt))
    expect(new Set(ids(open)).size).toBe(open.length)
  })

  it('has what a person decided, the newest first, and nobody else’s', async () => {
    const done = await everything(person('prs_2', 'lead', 'security'), 'done')
    expect(done.length).toBeGreaterThan(furtherPageRows)
    expect(done.every(({ slots }) => slots.some(({ personId }) => personId === 'prs_2'))).toBe(true)
    expect(await everything(person('prs_1', 'lead'), 'done')).toEqual([])
  })

  it.each(inboxViews)(
    'reads the first page of “%s” from an index or two, not by looking at every row',
    async (view) => {
      const began = performance.now()
      for (let read = 0; read < 5; read++) await inbox(person('prs_1', 'lead'), { view })
      expect((performance.now() - began) / 5).toBeLessThan(3_000)
    },
  )

  it('goes on past what was decided meanwhile', async () => {
    const lead: [string, Role] = ['prs_1', 'lead']
    const first = await inbox(person(...lead), { view: 'needsMe' })
    await raw.query(`update approval_request set state = 'lapsed' where id = $1`, [first.requests.at(-1)?.id])
    const second = await inbox(person(...lead), { view: 'needsMe', cursor: first.next })
    expect(ids(second.requests)).not.toEqual(expect.arrayContaining([first.requests.at(-1)?.id]))
    expect(second.requests).toHaveLength(furtherPageRows)
  })
})

it.each(['x', '1', '1.', '99999999999999.apr_1', "1.a'b"])('refuses %s as a place to go on from', async (cursor) => {
  await expect(inbox(person('prs_1', 'lead'), { cursor })).rejects.toMatchObject({ code: 'invalidInput' })
})

it('is for people with a role', async () => {
  await expect(inbox(person('prs_nobody'), {})).rejects.toMatchObject({ code: 'forbidden' })
  await expect(countInbox(person('prs_nobody'), {})).rejects.toMatchObject({ code: 'forbidden' })
})
