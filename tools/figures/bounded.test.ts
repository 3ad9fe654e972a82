import { describe, expect, it } from 'vitest'
import { bounded } from './bounded.ts'

describe('work that must end in time', () => {
  it('hands on what it made', async () => {
    await expect(bounded(60_000, async () => 'done')).resolves.toBe('done')
  })

  it('that does not is given up, with where it stood', async () => {
    const stuck = bounded(30, async (stand) => {
      stand('waiting for a row')
      await new Promise(() => undefined)
    })
    await expect(stuck).rejects.toThrow('after 0.03 s it stood at: waiting for a row')
  })

  it('that fails says where', async () => {
    const failing = bounded(60_000, async (stand) => {
      stand('opening the page')
      throw new Error('no answer\nand a long log')
    })
    await expect(failing).rejects.toThrow(/^opening the page: no answer$/)
  })
})
