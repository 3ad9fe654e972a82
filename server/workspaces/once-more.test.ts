import { expect, it, vi } from 'vitest'
import { Interrupted } from '#server/ports/interrupted.ts'
import { onceMoreIfInterrupted } from './once-more.ts'

const lost = new Interrupted('killed')

it('does work again that was interrupted', async () => {
  const work = vi.fn<() => Promise<string>>().mockRejectedValueOnce(lost).mockResolvedValueOnce('done')
  expect(await onceMoreIfInterrupted(work)).toBe('done')
})

it('gives up the second time', async () => {
  const work = vi.fn<() => Promise<string>>().mockRejectedValue(lost)
  await expect(onceMoreIfInterrupted(work)).rejects.toBe(lost)
  expect(work).toHaveBeenCalledTimes(2)
})

it('does nothing again that failed by itself', async () => {
  const work = vi.fn<() => Promise<string>>().mockRejectedValue(new Error('no'))
  await expect(onceMoreIfInterrupted(work)).rejects.toThrow('no')
  expect(work).toHaveBeenCalledTimes(1)
})
