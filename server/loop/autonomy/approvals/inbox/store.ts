import type { Database } from '#server/platform/db/index.ts'
import { awaitedBy, type InboxView } from '../vocabulary.ts'

/** Who looks. */
export interface Reader {
  id: string
  roles: readonly string[]
}

/** One row's place in its order: by the moment it is due, or was decided. */
export interface Place {
  id: string
  at: Date
}

const asked = Object.entries(awaitedBy)
  .map(([purpose, state]) => `('${purpose}', '${state}')`)
  .join(', ')

/** Every open question whose change still waits for the answer: `stillAsked`, for many rows at once. */
const openQuestions = `
  from approval_request r join change c on c.id = r.change_id,
    (select $1::text as id, $2::text[] as roles) me
  where r.state = 'open' and (r.purpose, c.state) in (${asked})`

/** Rows that `mayDecide` lets this person decide; the guard itself looks at each row that is shown. */
const needsMe = `(c.requester_id <> me.id and not (me.id = any (c.authors))
  and r.id in (select request_id from approval_slot where state = 'waiting' and role = any (me.roles))
  and r.id not in (select request_id from approval_slot where person_id = me.id and decided_at is not null))`

const narrowed = {
  open: 'true',
  needsMe,
  mine: 'c.requester_id = me.id',
  others: `c.requester_id <> me.id and not ${needsMe}`,
} as const satisfies Record<Exclude<InboxView, 'done'>, string>

/** Open questions from a place on, most urgent first. */
async function openPlaces(
  from: Database,
  view: keyof typeof narrowed,
  { id, roles }: Reader,
  after: Place | null,
  limit: number,
): Promise<Place[]> {
  return await from.$queryRawUnsafe(
    `select r.id, r.due_at as at ${openQuestions} and ${narrowed[view]}
       and (r.due_at, r.id) > ($3::text::timestamptz, $4::text)
     order by r.due_at, r.id limit $5::int`,
    id,
    [...roles],
    (after?.at ?? new Date(0)).toISOString(),
    after?.id ?? '',
    limit,
  )
}

/** What this person decided, newest first. */
async function decidedPlaces(from: Database, { id }: Reader, before: Place | null, limit: number): Promise<Place[]> {
  return await from.$queryRawUnsafe(
    `select s.request_id as id, s.decided_at as at from approval_slot s
     where s.person_id = $1::text and s.decided_at is not null
       and ($2::text is null or (s.decided_at, s.request_id) < ($2::text::timestamptz, $3::text))
     order by s.decided_at desc, s.request_id desc limit $4::int`,
    id,
    before?.at.toISOString() ?? null,
    before?.id ?? '',
    limit,
  )
}

/** Places of one view in its order, past `after`. */
export async function placesIn(
  from: Database,
  view: InboxView,
  reader: Reader,
  after: Place | null,
  limit: number,
): Promise<Place[]> {
  if (view === 'done') return await decidedPlaces(from, reader, after, limit)
  return await openPlaces(from, view, reader, after, limit)
}

export interface Counted {
  open: number
  needsMe: number
  mine: number
}

export async function countOpen(from: Database, { id, roles }: Reader): Promise<Counted> {
  const [counted] = await from.$queryRawUnsafe<Counted[]>(
    `select count(*)::int as open, (count(*) filter (where ${needsMe}))::int as "needsMe",
       (count(*) filter (where ${narrowed.mine}))::int as mine ${openQuestions}`,
    id,
    [...roles],
  )
  return counted ?? { open: 0, needsMe: 0, mine: 0 }
}
