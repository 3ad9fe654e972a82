import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { inTurn } from './turns.ts'

const signal = new AbortController().signal

it('lets as many run as there are cores, in the order they came, also after a failure', async () => {
  const order: number[] = []
  let running = 0
  let most = 0
  const work = (number: number) => async () => {
    order.push(number)
    most = Math.max(most, ++running)
    await sleep(5)
    running--
    if (number === 1) throw new Error('failed')
  }
  const all = Array.from({ length: 12 }, (_, number) => inTurn(signal, work(number)))
  const outcomes = await Promise.allSettled(all)
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1)
  expect(order).toEqual([...order].sort((a, b) => a - b))
  expect(most).toBe(availableParallelism())
})

it('does not begin what was told to stop, and passes the turn on', async () => {
  await expect(inTurn(AbortSignal.abort(new Error('stopped')), async () => 'ran')).rejects.toThrow('stopped')
  expect(await inTurn(signal, async () => 'ran')).toBe('ran')
})
