import { describe, expect, it } from 'vitest'
import { readClock } from '#server/platform/db/index.ts'
import { person, system, testInstance } from '#server/testing/instance.ts'
import { moveClock } from './index.ts'

const { app, raw, entries } = await testInstance()
const admin = person('prs_admin', 'admin')
const hour = 3_600_000

describe('business time', () => {
  it('is real time, and stays so unless the instance was started movable: also for the database', async () => {
    await expect(moveClock(admin, { byMs: hour })).rejects.toMatchObject({ code: 'refused', reason: 'real' })
    await expect(app.$executeRawUnsafe('update clock set offset_ms = 1')).rejects.toThrow('clock_fixed_unless_movable')
    await expect(app.$executeRawUnsafe('update clock set movable = true')).rejects.toThrow('permission denied')
    await expect(app.$executeRawUnsafe('insert into clock (id) values (2)')).rejects.toThrow('permission denied')
    const { now, offsetMs } = await readClock(app)
    expect(offsetMs).toBe(0)
    expect(Math.abs(now.getTime() - Date.now())).toBeLessThan(60_000)
  })

  it('moves forward on a movable instance, and the ledger says by how much', async () => {
    await raw.query('update clock set movable = true')
    const before = await readClock(app)
    await moveClock(admin, { byMs: 48 * hour })
    await moveClock(system('setup'), { byMs: hour })
    const after = await readClock(app)
    expect(after.offsetMs).toBe(49 * hour)
    expect(after.now.getTime() - before.now.getTime()).toBeGreaterThanOrEqual(49 * hour)
    expect(await entries('clock')).toBe(2)
  })

  it('never goes back: not by a verb, not by SQL, not by two moves at once', async () => {
    for (const byMs of [-1, 0, 1.5, Number.MAX_SAFE_INTEGER])
      await expect(moveClock(admin, { byMs })).rejects.toMatchObject({ code: 'invalidInput' })
    await expect(app.$executeRawUnsafe('update clock set offset_ms = offset_ms - 1')).rejects.toThrow('never goes back')
    for (let round = 0; round < 6; round++) {
      const from = (await readClock(app)).offsetMs
      const hours = [40, 20, 10, 5, 2, 1]
      const moves = await Promise.allSettled(hours.map((each) => moveClock(admin, { byMs: each * hour })))
      for (const each of moves) if (each.status === 'rejected') expect(each.reason.code).toBe('conflict')
      const moved = hours.filter((_, at) => moves[at]?.status === 'fulfilled').reduce((sum, each) => sum + each, 0)
      expect(moved).toBeGreaterThan(0)
      expect((await readClock(app)).offsetMs).toBe(from + moved * hour)
    }
  })

  it('is moved by an administrator only', async () => {
    await expect(moveClock(person('prs_lead', 'lead'), { byMs: 1 })).rejects.toMatchObject({ code: 'forbidden' })
  })
})
