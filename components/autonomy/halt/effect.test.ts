import { describe, expect, it } from 'vitest'
import type { ServiceEffect } from '#server/loop/autonomy/killswitch/vocabulary.ts'
import { effectOn, namedServices } from './effect.ts'

const quiet: ServiceEffect = {
  ...{ service: 'quay', halted: false, serves: true, running: [], waiting: 0, ownCommits: 0 },
  ...{ rollouts: [], openQuestions: 0 },
}
const busy: ServiceEffect = {
  ...{ ...quiet, service: 'harbour', running: ['generating', 'building', 'generating'], waiting: 3, ownCommits: 1 },
  ...{ rollouts: [{ id: 'rol_1', state: 'canary', weight: 500 }], openQuestions: 2 },
}

describe('what a halt would do', () => {
  it('to everything is what it would do to each service together', () => {
    expect(effectOn([busy, quiet], null)).toEqual({
      ...{ waiting: 3, serving: 2, openQuestions: 2, ownCommits: 1, unknown: [], halted: [] },
      stops: [
        ['generating', 2],
        ['building', 1],
      ],
      holds: [{ id: 'rol_1', service: 'harbour', state: 'canary', weight: 500 }],
    })
  })

  it('to some names leaves the others out, and tells which nobody knows', () => {
    const effect = effectOn([busy, quiet], ['quay', 'auth-service'])
    expect(effect).toMatchObject({ stops: [], holds: [], serving: 1, unknown: ['auth-service'] })
  })
})

it.each([
  ['harbour', ['harbour']],
  [' harbour,quay  quay\tmole, ', ['harbour', 'quay', 'mole']],
  ['', []],
])('reads the names in %j', (typed, names) => expect(namedServices(typed)).toEqual(names))
