import type pg from 'pg'
import { periodAfter, periodAt } from '../sequencer/period.ts'

/** Moves business time of a test's database; only its superuser may. */
export async function moveClockTo(superuser: pg.Client, moment: Date): Promise<void> {
  await superuser.query(
    `update public.clock set movable = true, offset_ms = greatest(offset_ms, (extract(epoch from $1::timestamptz - clock_timestamp()) * 1000)::bigint)`,
    [moment],
  )
}

export async function businessNow(superuser: pg.Client): Promise<Date> {
  return (await superuser.query<{ now: Date }>('select app_now() as now')).rows[0]?.now as Date
}

export async function moveClockBy(superuser: pg.Client, days: number): Promise<void> {
  await moveClockTo(superuser, new Date((await businessNow(superuser)).getTime() + days * 86_400_000))
}

/** To the first minute of the next tree's time. @returns its name */
export async function moveToNextPeriod(superuser: pg.Client): Promise<string> {
  const next = periodAfter(await businessNow(superuser))
  await moveClockTo(superuser, new Date(next.from.getTime() + 60_000))
  return periodAt(next.from).shard
}
