import { describe, expect, it } from 'vitest'
import { processName } from '#server/platform/presence/process.ts'
import { addChange, addService, testInstance } from '#server/testing/instance.ts'
import { advance, type Change, changeMachine, claimChange, loadChange, releaseChange } from './index.ts'

const { app } = await testInstance()
await addService(app, 'harbour')

const move = (change: Change, event: Parameters<typeof advance>[2]) =>
  app.$transaction((tx) => advance(tx, change, event))
const announced = async (changeId: string) =>
  (await app.outbox.findMany({ where: { payload: { path: ['changeId'], equals: changeId } } })).map(
    ({ event }) => event,
  )
const claim = (id: string) => app.$transaction((tx) => claimChange(tx, id, 'designing'))
const isHere = (process: string, seenAt = new Date()) =>
  app.presence.upsert({
    where: { process },
    create: { process, kind: 'worker', pid: 1, haltEpoch: 1n, runningWork: 0, seenAt },
    update: { seenAt },
  })

describe('advance', () => {
  it('moves one step and announces where it arrived', async () => {
    const change = await addChange(app)
    const moved = await move(change, 'designed')
    expect(moved).toMatchObject({ state: 'generating', version: change.version + 1, holder: null })
    expect(await announced(change.id)).toEqual(['change.generating'])
  })

  it('says that it is closed where nothing more happens by itself', async () => {
    for (const event of ['withdrawn', 'failed', 'unfit'] as const) {
      const change = await addChange(app)
      await move(change, event)
      expect(await announced(change.id)).toEqual(['change.closed'])
    }
  })

  it('of two at once lets one win, and announces once', async () => {
    for (let round = 0; round < 5; round++) {
      const change = await addChange(app)
      const both = await Promise.allSettled([
        move(change, 'designed'),
        move(change, 'withdrawn'),
        move(change, 'failed'),
      ])
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      for (const each of both) if (each.status === 'rejected') expect(each.reason.code).toBe('conflict')
      expect(await announced(change.id)).toHaveLength(1)
      expect((await loadChange(app, change.id)).version).toBe(2)
    }
  })

  it('refuses what means nothing in this state, and an old view of it', async () => {
    const change = await addChange(app)
    await expect(move(change, 'merged')).rejects.toMatchObject({ code: 'conflict' })
    await app.change.update({ where: { id: change.id }, data: { version: 9 } })
    await expect(move(change, 'designed')).rejects.toMatchObject({ code: 'conflict' })
    expect(await announced(change.id)).toEqual([])
    expect(changeMachine.next('unheard', 'designed')).toBeNull()
  })
})

describe('a claim', () => {
  it('is refused while the process that has it lives, and free once it is gone', async () => {
    const { id } = await addChange(app)
    await isHere(processName())
    expect((await claim(id)).holder).toBe(processName())
    await expect(claim(id)).rejects.toMatchObject({ code: 'conflict' })
    await isHere(processName(), new Date(Date.now() - 60_000))
    await claim(id)
  })

  it('is let go of by its process only, and by the next move', async () => {
    const { id } = await addChange(app)
    await isHere('process-other')
    await app.change.update({ where: { id }, data: { holder: 'process-other' } })
    await app.$transaction((tx) => releaseChange(tx, id))
    await expect(claim(id)).rejects.toMatchObject({ code: 'conflict' })
    const moved = await move(await loadChange(app, id), 'designed')
    expect(moved.holder).toBeNull()
  })

  it('takes no change in another state', async () => {
    const { id } = await addChange(app, { state: 'judging' })
    await expect(claim(id)).rejects.toMatchObject({ code: 'conflict' })
  })
})
