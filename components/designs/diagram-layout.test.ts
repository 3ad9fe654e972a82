import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import type { Diagram } from './diagram.ts'
import { layOut } from './diagram-layout.ts'

const diagram: Diagram = {
  parts: [
    { id: 'caller', kind: 'person', name: 'Caller', within: null },
    { id: 'api', kind: 'api', name: 'API', within: null },
    { id: 'operation POST /berths', kind: 'operation', name: 'POST /berths', within: 'api' },
  ],
  links: [{ id: 'link 0', from: 'caller', to: 'api', protocol: 'HTTP, JSON' }],
}

/** The layout's own code, run without a thread. */
const { Worker: InProcess } = createRequire(import.meta.url)('elkjs/lib/elk-worker.min.js') as { Worker: typeof Worker }
const inProcess = () => Object.assign(new InProcess(''), { terminate: () => {} })

const never = new AbortController().signal

it('places what an arrow leads to after where it starts, and what is inside within its box', async () => {
  const { places, width, height } = await layOut(diagram, 'RIGHT', inProcess, never)
  const [caller, api, operation] = diagram.parts.map(({ id }) => places.get(id))
  if (!caller || !api || !operation) throw new Error('a part has no place')
  expect(api.x).toBeGreaterThanOrEqual(caller.x + caller.width)
  expect(api.x + api.width).toBeLessThanOrEqual(width)
  expect(operation.x + operation.width).toBeLessThanOrEqual(api.width)
  expect(operation.y + operation.height).toBeLessThanOrEqual(api.height)
  const down = await layOut(diagram, 'DOWN', inProcess, never)
  expect(down.height).toBeGreaterThan(height)
})

it('gives up a layout that takes too long, and ends its worker', async () => {
  let ended = false
  const silent = () => ({ postMessage: () => {}, terminate: () => (ended = true) }) as unknown as Worker
  await expect(layOut(diagram, 'RIGHT', silent, AbortSignal.timeout(10))).rejects.toThrow('timeout')
  expect(ended).toBe(true)
})
