import { describe, expect, it } from 'vitest'
import type { Happening } from '#server/live/vocabulary.ts'
import { pipelineOf } from './pipeline.ts'

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toISOString()
const story = (...moves: readonly [state: string, second: number][]): Happening[] =>
  moves.map(([state, second], index) => ({
    cursor: `${index + 1}.${index + 1}`,
    changeId: 'chg',
    service: 'harbour',
    event: 'change.moved',
    kind: 'change',
    state,
    actor: 'system:worker',
    detail: {},
    entryId: null,
    at: at(second),
  }))
const seen = (steps: ReturnType<typeof pipelineOf>) => steps.map(({ step, state, spentMs }) => [step, state, spentMs])

describe('pipelineOf', () => {
  it('adds up the time of each step and leaves the running one open', () => {
    const steps = pipelineOf(
      'generating',
      story(['designing', 0], ['designing', 1], ['generating', 4]),
      Date.parse(at(9)),
    )
    expect(seen(steps).slice(0, 4)).toEqual([
      ['classified', 'done', null],
      ['designed', 'done', 4_000],
      ['generated', 'now', 5_000],
      ['judged', 'waiting', null],
    ])
  })

  it('does not count the time people take against a budget', () => {
    const steps = pipelineOf('designReview', story(['designing', 0], ['designReview', 2]), Date.parse(at(50)))
    expect(steps[1]).toMatchObject({ state: 'people', spentMs: 2_000 })
  })

  it('counts both visits when a change goes round again', () => {
    const steps = pipelineOf(
      'judging',
      story(['designing', 0], ['generating', 1], ['judging', 3], ['generating', 5], ['judging', 10]),
      Date.parse(at(11)),
    )
    expect(steps.find(({ step }) => step === 'generated')?.spentMs).toBe(7_000)
    expect(steps.find(({ step }) => step === 'judged')).toMatchObject({ state: 'now', spentMs: 3_000 })
  })

  it.each([
    ['designReview', 'designed', 'people'],
    ['approving', 'approved', 'people'],
    ['rollingOut', 'deployed', 'now'],
  ])('says of %s that %s is with %s', (state, step, expected) => {
    const steps = pipelineOf(state, story(['designing', 0], [state, 1]), Date.parse(at(2)))
    expect(steps.find((each) => each.step === step)?.state).toBe(expected)
  })

  it('ends at the step that was reached last', () => {
    const steps = pipelineOf(
      'denied',
      story(['designing', 0], ['generating', 1], ['judging', 2], ['denied', 3]),
      Date.parse(at(60)),
    )
    expect(seen(steps).slice(2, 5)).toEqual([
      ['generated', 'done', 1_000],
      ['judged', 'ended', 1_000],
      ['built', 'waiting', null],
    ])
    expect(pipelineOf('unfit', story(['unfit', 0]), 0)[0]?.state).toBe('ended')
  })

  it('shows everything done in production', () => {
    expect(pipelineOf('delivered', story(['delivered', 0]), 0).every(({ state }) => state === 'done')).toBe(true)
  })
})
