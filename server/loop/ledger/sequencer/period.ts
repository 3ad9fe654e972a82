import { shardDays } from '../numbers.ts'

/** The time one tree is for. */
export interface Period {
  /** Its name: `2026q4`, and `2026q4b` for the days of a quarter past the 89th. */
  shard: string
  from: Date
  /** The first moment that is no longer in it. */
  until: Date
}

const dayMs = 24 * 3_600_000

/**
 * Which tree an entry of this moment belongs to, by UTC: one for the first 89 days of each quarter, one for the one to three
 * days left. So no tree and no key of one is in use for longer than 89 days. Names sort in the order of time.
 */
export function periodAt(time: Date): Period {
  const year = time.getUTCFullYear()
  const quarter = Math.floor(time.getUTCMonth() / 3)
  const from = Date.UTC(year, quarter * 3)
  const cut = from + shardDays * dayMs
  const end = Date.UTC(year, quarter * 3 + 3)
  const name = `${year}q${quarter + 1}`
  return time.getTime() < cut
    ? { shard: name, from: new Date(from), until: new Date(cut) }
    : { shard: `${name}b`, from: new Date(cut), until: new Date(end) }
}

export function periodAfter(time: Date): Period {
  return periodAt(periodAt(time).until)
}
