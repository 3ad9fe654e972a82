import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Happening, Heard } from '#server/live/vocabulary.ts'
import { inSequence } from './sequence.ts'

const happening = (index: number): Happening => ({
  ...{ cursor: `${index}.${index}`, changeId: null, service: null, event: 'e', kind: 'k', state: null },
  ...{ actor: 'a', detail: {}, entryId: null, at: '2026-01-01T00:00:00Z' },
})
const heard = (index: number): Heard => ({ previous: `${index - 1}.${index - 1}`, happening: happening(index) })

/** A server that knows events 1 to `head`, and answers three at a time. */
function reader(head: () => number) {
  const seen: string[] = []
  const missed = async (after: string) => {
    const from = Number(after.split('.')[0]) + 1
    return [from, from + 1, from + 2].filter((index) => index <= head()).map(heard)
  }
  return { seen, missed, heard: ({ cursor }: Happening) => void seen.push(cursor) }
}

it('hands on everything once and in order, whatever is dropped, repeated or late', async () => {
  const arrivals = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(arrivals, async (indexes) => {
      let head = 0
      const server = reader(() => head)
      const sequence = inSequence('0.0', server)
      for (const index of indexes) {
        head = Math.max(head, index)
        await sequence.take(heard(index))
      }
      const all = Array.from({ length: head }, (_, index) => `${index + 1}.${index + 1}`)
      expect(server.seen).toEqual(all)
      expect(sequence.last()).toBe(all.at(-1))
    }),
  )
})

it('passes nothing over while the server cannot be asked', async () => {
  const server = reader(() => 3)
  let down = true
  const sequence = inSequence('0.0', {
    ...server,
    missed: (after) => (down ? Promise.reject(new Error('down')) : server.missed(after)),
  })
  await expect(sequence.take(heard(3))).rejects.toThrow('down')
  expect(server.seen).toEqual([])
  down = false
  await sequence.catchUp()
  expect(server.seen).toEqual(['1.1', '2.2', '3.3'])
})
