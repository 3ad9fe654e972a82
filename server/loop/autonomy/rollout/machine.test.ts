import { describe, expect, it } from 'vitest'
import { allowed } from '#server/platform/guard.ts'
import { canaryWeights } from '../thresholds.ts'
import { ladderFor } from './ladder.ts'
import { type AdvanceFacts, eventInto, mayAdvance, mayRollBack, type RollBackFacts, rolloutMachine } from './machine.ts'
import type { LadderStep } from './schemas.ts'

const canary = { kind: 'canary', weight: 500, minimumSeconds: 300 } as const
const gate: LadderStep = { kind: 'gate', roles: ['manager'] }

describe('mayAdvance', () => {
  const base: AdvanceFacts = { step: canary, minimumElapsed: true, verdict: 'proven', gate: null }
  const atGate: Partial<AdvanceFacts> = { step: gate, verdict: 'gather', gate: 'complete' }

  it.each<[string, Partial<AdvanceFacts>]>([
    ['a canary step that lasted and proved itself', {}],
    ['the sandbox, the same way', { step: { kind: 'sandbox', minimumSeconds: 0 } }],
    ['a gate that people opened, at any time', { ...atGate, minimumElapsed: false }],
  ])('ends %s', (_, change) => expect(mayAdvance({ ...base, ...change })).toEqual(allowed))

  it.each<[string, Partial<AdvanceFacts>, string]>([
    ['before its minimum', { minimumElapsed: false }, 'tooEarly'],
    ['on too little evidence, however long it lasted', { verdict: 'gather' }, 'tooLittleEvidence'],
    ['while something looks wrong', { verdict: 'freeze' }, 'frozen'],
    ['with users taken off', { verdict: 'cut' }, 'frozen'],
    ['that failed', { verdict: 'rollBack' }, 'frozen'],
    ['at a gate nobody opened, whatever the evidence', { step: gate, gate: 'open' }, 'gateClosed'],
    ['at a gate that was declined', { step: gate, gate: 'declined' }, 'gateClosed'],
    ['at a gate whose question lapsed', { step: gate, gate: 'lapsed' }, 'gateClosed'],
    ['at an open gate while something looks wrong', { ...atGate, verdict: 'freeze' }, 'frozen'],
  ])('ends no step %s', (_, change, reason) => expect(mayAdvance({ ...base, ...change })).toMatchObject({ reason }))
})

describe('mayRollBack', () => {
  const base: RollBackFacts = { state: 'stable', artifactDigest: 'new', stableDigest: 'new', previousDigest: 'old' }

  it.each<[string, Partial<RollBackFacts>]>([
    ['what everyone has', {}],
    ['a canary, also where nothing was before', { state: 'canary', stableDigest: 'old', previousDigest: null }],
    ['at a gate', { state: 'gate', stableDigest: 'old', previousDigest: null }],
    ['what is only prepared', { state: 'preparing', stableDigest: 'old', previousDigest: null }],
  ])('takes back %s', (_, change) => expect(mayRollBack({ ...base, ...change })).toEqual(allowed))

  it.each<[string, Partial<RollBackFacts>, string]>([
    ['what is going back already', { state: 'rollingBack' }, 'over'],
    ['what went back', { state: 'rolledBack' }, 'over'],
    ['what a later version replaced', { stableDigest: 'newer' }, 'superseded'],
    ['what has nothing before it', { previousDigest: null }, 'nothingBefore'],
  ])('refuses %s', (_, change, reason) => expect(mayRollBack({ ...base, ...change })).toMatchObject({ reason }))
})

describe('ladderFor', () => {
  const kinds = (...[tier, again]: Parameters<typeof ladderFor>) =>
    ladderFor(tier, again).map((step) => (step.kind === 'canary' ? `${step.weight}` : step.kind))

  it.each<[Parameters<typeof ladderFor>[0], string[]]>([
    ['low', ['sandbox', '500', '2500', '5000']],
    ['medium', ['sandbox', '500', '2500', '5000']],
    ['high', ['sandbox', '100', 'gate', '2500', '5000']],
    ['critical', ['sandbox', 'gate', '50', 'gate', '2500', '5000']],
  ])('takes a %s change the way of ADR-001 §6', (tier, way) => expect(kinds(tier)).toEqual(way))

  it('begins a Critical change after 48 hours of sandbox, others at once', () => {
    const sandboxed = (['low', 'medium', 'high', 'critical'] as const).map((tier) => ladderFor(tier)[0])
    expect(sandboxed.map((step) => step?.kind === 'sandbox' && step.minimumSeconds)).toEqual([0, 0, 0, 48 * 3600])
  })

  it.each<[string, number, Parameters<typeof ladderFor>]>([
    ['300 s', 300, ['medium']],
    ['600 s for High', 600, ['high']],
    ['600 s for Critical', 600, ['critical']],
    ['600 s after a reseal', 600, ['low', true]],
  ])('lets each canary step last %s', (_, seconds, [tier, again]) => {
    const minimums = ladderFor(tier, again).flatMap((step) => (step.kind === 'canary' ? step.minimumSeconds : []))
    expect(new Set(minimums)).toEqual(new Set([seconds]))
  })

  it('asks the manager at the gate of a High change and the council at those of a Critical one', () => {
    const asked = (tier: 'high' | 'critical') =>
      ladderFor(tier).flatMap((step) => (step.kind === 'gate' ? step.roles : []))
    expect([asked('high'), asked('critical')]).toEqual([['manager'], ['council', 'council']])
  })

  it('never gives fewer users at a later step, and enters each by an event of the table', () => {
    for (const tier of Object.keys(canaryWeights) as (keyof typeof canaryWeights)[]) {
      const ladder = ladderFor(tier)
      const weights = ladder.flatMap((step) => (step.kind === 'canary' ? step.weight : []))
      expect(weights).toEqual(weights.toSorted((a, b) => a - b))
      const end = ladder.reduce<string>(
        (state, _, at) => rolloutMachine.next(state, eventInto(ladder[at + 1])) ?? 'nowhere',
        rolloutMachine.next('preparing', eventInto(ladder[0])) ?? 'nowhere',
      )
      expect(end).toBe('stable')
    }
  })
})
