import { expect, it, vi } from 'vitest'
import { SandboxLost } from '#server/ports/sandbox.ts'
import { onceMoreIfLost } from './once-more.ts'

const lost = new SandboxLost('killed')

it('does work again whose sandbox was lost', async () => {
  const work = vi.fn<() => Promise<string>>().mockRejectedValueOnce(lost).mockResolvedValueOnce('done')
  expect(await onceMoreIfLost(work)).toBe('done')
})

it('gives up the second time', async () => {
  const work = vi.fn<() => Promise<string>>().mockRejectedValue(lost)
  await expect(onceMoreIfLost(work)).rejects.toBe(lost)
  expect(work).toHaveBeenCalledTimes(2)
})

it('does nothing again that failed by itself', async () => {
  const work = vi.fn<() => Promise<string>>().mockRejectedValue(new Error('no'))
  await expect(onceMoreIfLost(work)).rejects.toThrow('no')
  expect(work).toHaveBeenCalledTimes(1)
})
