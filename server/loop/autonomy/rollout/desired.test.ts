import { describe, expect, it } from 'vitest'
import { desiredState, type ReleaseFacts, type RolloutFacts } from './desired.ts'
import type { LadderStep } from './schemas.ts'

const release: ReleaseFacts = { service: 'harbour', stableDigest: 'one', previousDigest: 'zero', previousWarm: false }
const sandbox = { kind: 'sandbox', minimumSeconds: 0 } as const
const canary = { kind: 'canary', weight: 500, minimumSeconds: 300 } as const
const gate: LadderStep = { kind: 'gate', roles: ['council'] }
const rollout: RolloutFacts = { state: 'canary', artifactDigest: 'two', weight: 500, behind: [sandbox, canary] }

const shown = (more: Partial<RolloutFacts> | null, changed: Partial<ReleaseFacts> = {}) => {
  const { versions, route, probed } = desiredState({ ...release, ...changed }, more && { ...rollout, ...more })
  return {
    versions: versions.map(({ stage, artifactDigest }) => `${stage} ${artifactDigest}`),
    route: `${route.stable} ${route.canary} ${route.canaryWeight}`,
    probed: probed.map(({ stage, artifactDigest }) => `${stage} ${artifactDigest}`),
  }
}

describe('desiredState', () => {
  it.each<[string, Partial<RolloutFacts> | null, Partial<ReleaseFacts>, ReturnType<typeof shown>]>([
    ['no rollout', null, {}, { versions: ['production one'], route: 'one null 0', probed: [] }],
    [
      'a previous version still warm',
      null,
      { previousWarm: true },
      { versions: ['production one', 'production zero'], route: 'one null 0', probed: [] },
    ],
    [
      'a rollout in its sandbox: no users, probes only',
      { state: 'sandbox', weight: 0, behind: [sandbox] },
      {},
      { versions: ['production one', 'sandbox two'], route: 'one null 0', probed: ['sandbox two', 'production one'] },
    ],
    [
      'a gate before any user',
      { state: 'gate', weight: 0, behind: [sandbox, gate] },
      {},
      { versions: ['production one', 'sandbox two'], route: 'one null 0', probed: ['sandbox two', 'production one'] },
    ],
    [
      'a canary',
      {},
      {},
      {
        versions: ['production one', 'production two'],
        route: 'one two 500',
        probed: ['production two', 'production one'],
      },
    ],
    [
      'a canary whose users were taken off: it runs on for probes',
      { weight: 0 },
      {},
      {
        versions: ['production one', 'production two'],
        route: 'one two 0',
        probed: ['production two', 'production one'],
      },
    ],
    [
      'a gate after the first users: they keep it',
      { state: 'gate', behind: [sandbox, canary, gate] },
      {},
      {
        versions: ['production one', 'production two'],
        route: 'one two 500',
        probed: ['production two', 'production one'],
      },
    ],
    [
      'a new version that is everyone’s, the one before warm',
      { state: 'stable' },
      { stableDigest: 'two', previousDigest: 'one', previousWarm: true },
      { versions: ['production two', 'production one'], route: 'two null 0', probed: [] },
    ],
    [
      'one that goes back',
      { state: 'rollingBack' },
      {},
      { versions: ['production one'], route: 'one null 0', probed: [] },
    ],
    ['one given up', { state: 'abandoned' }, {}, { versions: ['production one'], route: 'one null 0', probed: [] }],
  ])('with %s', (_, more, changed, expected) => expect(shown(more, changed)).toEqual(expected))
})
