import { describe, expect, it } from 'vitest'
import type { Diagram } from './diagram.ts'
import { step, walkOf } from './diagram-walk.ts'

const part = (id: string, within: string | null = null) => ({ id, kind: 'api' as const, name: id, within })
const link = (from: string, to: string) => ({ id: `${from}${to}`, from, to, protocol: '' })
const diagram: Diagram = {
  parts: [part('caller'), part('api'), part('store'), part('post', 'api'), part('berth', 'store')],
  links: [link('caller', 'api'), link('api', 'store')],
}

describe('walking', () => {
  const walk = walkOf(diagram)
  it.each([
    ['out along an arrow', 'caller', 'out', 'api'],
    ['back along it', 'store', 'in', 'api'],
    ['to a neighbour', 'store', 'after', 'post'],
    ['and back', 'post', 'before', 'store'],
    ['into what it holds', 'store', 'out', 'berth'],
    ['nowhere, where nothing is', 'caller', 'in', 'caller'],
    ['nowhere, past the last', 'post', 'after', 'post'],
  ] as const)('leads %s', (_, from, direction, to) => expect(step(walk, from, direction)).toBe(to))

  it('starts where no arrow arrives', () => expect(walk.first).toBe('caller'))
})

it('reaches every part once, circles and what stands alone too', () => {
  const walk = walkOf({
    parts: [...diagram.parts, part('one'), part('two'), part('alone')],
    links: [...diagram.links, link('one', 'two'), link('two', 'one')],
  })
  expect([...walk.below.values()].flat().toSorted()).toEqual(
    ['alone', 'api', 'berth', 'caller', 'one', 'post', 'store', 'two'].toSorted(),
  )
})

it('has nowhere to start in an empty design', () => expect(walkOf({ parts: [], links: [] }).first).toBeNull())
