import { expect, it } from 'vitest'
import type { Diagram } from './diagram.ts'
import { graphOf, withRows } from './diagram-layout.ts'

const diagram: Diagram = {
  parts: [
    { id: 'caller', kind: 'person', name: 'Caller', within: null },
    { id: 'api', kind: 'api', name: 'API', within: null },
    { id: 'operation POST /berths', kind: 'operation', name: 'POST /berths', within: 'api' },
  ],
  links: [{ id: 'link 0', from: 'caller', to: 'api', protocol: 'HTTP, JSON' }],
}

it('makes a box large enough for what stands inside it', () => {
  const { boxes } = graphOf(diagram, 'RIGHT')
  expect(boxes.map(({ id }) => id)).toEqual(['caller', 'api'])
  const places = new Map(boxes.map(({ id, width, height }) => [id, { x: 0, y: 0, width, height }] as const))
  const laid = withRows(diagram, { width: 400, height: 100, places })
  const [api, operation] = [laid.places.get('api'), laid.places.get('operation POST /berths')]
  if (!api || !operation) throw new Error('a part has no place')
  expect(operation.x + operation.width).toBeLessThanOrEqual(api.width)
  expect(operation.y + operation.height).toBeLessThanOrEqual(api.height)
})

it('runs in the direction that was asked for, and gives its labels room', () => {
  const { direction, arrows } = graphOf(diagram, 'DOWN')
  expect(direction).toBe('DOWN')
  expect(arrows[0]).toMatchObject({ from: 'caller', to: 'api', label: { text: 'HTTP, JSON' } })
  expect(arrows[0]?.label?.width).toBeGreaterThan(50)
})
