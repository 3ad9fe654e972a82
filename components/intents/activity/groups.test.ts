import { describe, expect, it } from 'vitest'
import type { ActOfStory } from './acts.ts'
import { groupsOf, partOf } from './groups.ts'

let second = 0
const act = (event: string, state: string, began = false): ActOfStory => {
  second += 1
  return {
    ...{ cursor: `${second}.1`, event, state, began, actor: 'system:worker', detail: {}, entries: [], entryId: null },
    at: new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString(),
  }
}
const story = [
  act('intent.submit', 'designing'),
  act('codegen.start', 'generating', true),
  act('codegen.finish', 'judging'),
  act('guard.judge', 'judging', true),
  act('guard.judge', 'denied'),
  act('codegen.start', 'generating', true),
]
const told = (acts: readonly ActOfStory[]) =>
  groupsOf(acts).map(({ part, acts: inside }) => [part, inside.map(({ weight }) => weight)])

describe('the groups of a story', () => {
  it('are the parts of the loop in the order they came, again when they come again', () => {
    expect(told(story)).toEqual([
      ['intent', ['plain']],
      ['code', ['low', 'plain']],
      ['policy', ['low', 'failure']],
      ['code', ['plain']],
    ])
  })

  it('keep a beginning in sight until something came of it', () => {
    expect(told(story.slice(0, 2)).at(-1)).toEqual(['code', ['plain']])
  })

  it('fold looks that changed nothing, never one that took a version back', () => {
    const watched = [
      act('rollout.start', 'rollingOut'),
      act('rollout.observe', 'rollingOut'),
      act('rollout.observe', 'rollingOut'),
      act('rollout.rollBack', 'rolledBack'),
    ]
    expect(told(watched)).toEqual([['rollout', ['plain', 'low', 'low', 'failure']]])
  })

  it('fold what follows a version that was taken back', () => {
    const back = [act('rollout.rollBack', 'rolledBack'), act('rollout.rollBack', 'rolledBack', true)]
    expect(told(back)).toEqual([['rollout', ['failure', 'low']]])
  })

  it('keep their name while they grow, and know how long they took', () => {
    const [, code] = groupsOf(story)
    expect(groupsOf(story.slice(0, 2))[1]?.key).toBe(code?.key)
    expect(code?.tookMs).toBe(1_000)
  })
})

it('puts acts that no part owns under other', () => expect(partOf('halt.engage')).toBe('other'))
