import { describe, expect, it } from 'vitest'
import { readClock } from '#server/platform/db/index.ts'
import { testInstance } from '#server/testing/instance.ts'
import { cancelTimer, schedule } from './schedule.ts'
import { sweepTimers } from './sweep.ts'

const { app, raw } = await testInstance()
await raw.query('update clock set movable = true')

const hour = 3_600_000
const inHours = async (hours: number) => new Date((await readClock(app)).now.getTime() + hours * hour)
const set = async (key: string, hours: number, event = 'due') => {
  const dueAt = await inHours(hours)
  await app.$transaction((tx) => schedule(tx, { key, event, payload: { key }, dueAt }))
}
const fired = async (key: string) =>
  (await app.outbox.findMany({ where: { payload: { path: ['key'], equals: key } } })).map(({ event }) => event)

describe('timers', () => {
  it('fire in business time: not before it is moved, once after', async () => {
    await set('warm', 24)
    expect([await sweepTimers(app), await fired('warm')]).toEqual([0, []])
    await raw.query(`update clock set offset_ms = offset_ms + ${25 * hour}`)
    expect([await sweepTimers(app), await fired('warm')]).toEqual([1, ['due']])
    expect([await sweepTimers(app), await fired('warm')]).toEqual([0, ['due']])
  })

  it('are moved by their key, and cancelled by it', async () => {
    await set('moved', -1)
    await set('moved', 5)
    await set('cancelled', -1)
    await app.$transaction((tx) => cancelTimer(tx, 'cancelled'))
    expect([await sweepTimers(app), await app.timer.count()]).toEqual([0, 1])
    await set('moved', -1, 'other')
    await sweepTimers(app)
    expect([await fired('moved'), await fired('cancelled')]).toEqual([['other'], []])
  })

  it('fire exactly once, however many sweep at once', async () => {
    const keys = Array.from({ length: 300 }, (_, i) => `t${i}`)
    const dueAt = await inHours(-1)
    await app.timer.createMany({ data: keys.map((key) => ({ id: key, key, event: 'swept', payload: {}, dueAt })) })
    while ((await app.timer.count()) > 0) await Promise.all([1, 2, 3, 4].map(() => sweepTimers(app)))
    expect(await app.outbox.count({ where: { event: 'swept' } })).toBe(keys.length)
  })
})
