import { describe, expect, it } from 'vitest'
import { testInstance } from '#server/testing/instance.ts'
import { dispatchOutbox } from './dispatch.ts'
import { emit } from './emit.ts'

const { app } = await testInstance()
const say = (event: string) => app.$transaction((tx) => emit(tx, event, { changeId: event }))

describe('the outbox', () => {
  it('keeps nothing of a transaction that failed', async () => {
    const failed = app.$transaction(async (tx) => {
      await emit(tx, 'never', {})
      throw new Error('undone')
    })
    await expect(failed).rejects.toThrow('undone')
    expect(await dispatchOutbox(app, async () => undefined)).toBe(0)
  })

  it('hands events over in order, once', async () => {
    for (const event of ['one', 'two', 'three']) await say(event)
    const heard: string[] = []
    const deliver = async ({ event, payload }: { event: string; payload: object }) => {
      expect(payload).toEqual({ changeId: event })
      heard.push(event)
    }
    expect(await dispatchOutbox(app, deliver)).toBe(3)
    expect(await dispatchOutbox(app, deliver)).toBe(0)
    expect(heard).toEqual(['one', 'two', 'three'])
  })

  it('hands over again what was delivered but not marked', async () => {
    await say('again')
    const heard: string[] = []
    const dies = dispatchOutbox(app, async ({ event }) => {
      heard.push(event)
      throw new Error('killed before it was marked')
    })
    await expect(dies).rejects.toThrow('killed')
    await dispatchOutbox(app, async ({ event }) => void heard.push(event))
    expect(heard).toEqual(['again', 'again'])
  })

  it('shares nothing between dispatchers at work at the same time', async () => {
    const events = Array.from({ length: 150 }, (_, i) => `many-${i}`)
    await app.outbox.createMany({ data: events.map((event) => ({ event, payload: {} })) })
    const heard: string[][] = [[], []]
    let arrived = 0
    const both = new Promise<void>((resolve) => {
      const check = setInterval(() => {
        if (arrived < 2) return
        clearInterval(check)
        resolve()
      }, 5)
    })
    const counts = await Promise.all(
      heard.map((mine) =>
        dispatchOutbox(app, async ({ event }) => {
          if (mine.push(event) === 1) arrived += 1
          await both
        }),
      ),
    )
    expect(counts.toSorted((a, b) => a - b)).toEqual([50, 100])
    expect(heard.flat().toSorted()).toEqual(events.toSorted())
  })
})
