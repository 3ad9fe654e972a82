import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { type Graph, layOut } from './layered.ts'

const size = { width: 100, height: 40 }
const graph: Graph = {
  boxes: [
    { id: 'from', ...size },
    { id: 'to', ...size },
  ],
  arrows: [{ id: 'from to', from: 'from', to: 'to', label: { text: 'HTTP', width: 30, height: 20 } }],
  direction: 'RIGHT',
  options: {},
}

/** The layout's own code, run without a thread. */
const { Worker: InProcess } = createRequire(import.meta.url)('elkjs/lib/elk-worker.min.js') as { Worker: typeof Worker }
const inProcess = () => Object.assign(new InProcess(''), { terminate: () => {}, addEventListener: () => {} })

const never = new AbortController().signal

/** A worker that says nothing but what `told` makes it say. */
function silent(told: (event: string, listener: (event: { message: string }) => void) => void = () => {}) {
  const seen = { ended: false }
  const worker = { postMessage: () => {}, terminate: () => (seen.ended = true), addEventListener: told }
  return { seen, newWorker: () => worker as unknown as Worker }
}

describe('a layout', () => {
  it('places what an arrow leads to after where it starts, all within its size', async () => {
    const { places, width, height } = await layOut(graph, inProcess, never)
    const [from, to] = [places.get('from'), places.get('to')]
    if (!from || !to) throw new Error('a box has no place')
    expect(to.x).toBeGreaterThanOrEqual(from.x + from.width)
    expect(to.x + to.width).toBeLessThanOrEqual(width)
    const down = await layOut({ ...graph, direction: 'DOWN' }, inProcess, never)
    expect(down.height).toBeGreaterThan(height)
  })

  it('that takes too long is given up, and its worker ends', async () => {
    const { seen, newWorker } = silent()
    await expect(layOut(graph, newWorker, AbortSignal.timeout(10))).rejects.toThrow('timeout')
    expect(seen.ended).toBe(true)
  })

  it('fails at once when its worker does not load, and ends it', async () => {
    const { seen, newWorker } = silent((event, listener) => event === 'error' && listener({ message: 'no such file' }))
    await expect(layOut(graph, newWorker, never)).rejects.toThrow('no such file')
    expect(seen.ended).toBe(true)
  })
})
