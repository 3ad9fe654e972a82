import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { keptTrue } from './kept-true.ts'

it('reads once when it is asked for several times together', async () => {
  const shown: number[] = []
  let times = 0
  const kept = keptTrue(
    async () => ++times,
    (data) => shown.push(data),
  )
  kept.soon()
  kept.soon()
  await expect.poll(() => shown).toEqual([1])
  await pause(300)
  expect(times).toBe(1)
  kept.stop()
})

it('puts the answer to the newest question, whatever comes last', async () => {
  const shown: string[] = []
  const answers: ((answer: string) => void)[] = []
  const kept = keptTrue(
    () => new Promise<string>((resolve) => answers.push(resolve)),
    (data) => shown.push(data),
  )
  const [first, second] = [kept.readAnew(), kept.readAnew()]
  answers[1]?.('new')
  answers[0]?.('old')
  await Promise.all([first, second])
  expect(shown).toEqual(['new'])
})

it('asks again for what could not be read', async () => {
  let down = true
  const shown: string[] = []
  const kept = keptTrue(
    async () => {
      if (down) throw new Error('the line is down')
      return 'true again'
    },
    (data) => shown.push(data),
    20,
  )
  kept.soon()
  await pause(300)
  expect(shown).toEqual([])
  await expect(kept.readAnew()).rejects.toThrow('the line is down')
  down = false
  await expect.poll(() => shown).toEqual(['true again'])
  kept.stop()
})

it('puts nothing after it was stopped', async () => {
  const shown: string[] = []
  const kept = keptTrue(
    async () => 'late',
    (data) => shown.push(data),
  )
  const reading = kept.readAnew()
  kept.stop()
  await reading
  expect(shown).toEqual([])
})
