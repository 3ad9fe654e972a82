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
const standing = (state: string, tier = 'medium') => ({ state, tier })
const seen = (steps: ReturnType<typeof pipelineOf>) => steps.map(({ step, state, spentMs }) => [step, state, spentMs])

describe('pipelineOf', () => {
  it('adds up the time of each step and leaves the running one open', () => {
    const steps = pipelineOf(
      standing('generating'),
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
    const steps = pipelineOf(standing('designReview'), story(['designing', 0], ['designReview', 2]), Date.parse(at(50)))
    expect(steps[1]).toMatchObject({ state: 'people', spentMs: 2_000 })
  })

  it('counts both visits when a change goes round again', () => {
    const steps = pipelineOf(
      standing('judging'),
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
    const steps = pipelineOf(standing(state), story(['designing', 0], [state, 1]), Date.parse(at(2)))
    expect(steps.find((each) => each.step === step)?.state).toBe(expected)
  })

  it('ends at the step that was reached last', () => {
    const steps = pipelineOf(
      standing('denied'),
      story(['designing', 0], ['generating', 1], ['judging', 2], ['denied', 3]),
      Date.parse(at(60)),
    )
    expect(seen(steps).slice(2, 5)).toEqual([
      ['generated', 'done', 1_000],
      ['judged', 'ended', 1_000],
      ['built', 'waiting', null],
    ])
    expect(pipelineOf(standing('unfit'), story(['unfit', 0]), 0)[0]?.state).toBe('ended')
  })

  it('shows everything done in production', () => {
    expect(pipelineOf(standing('delivered'), story(['delivered', 0]), 0).every(({ state }) => state === 'done')).toBe(
      true,
    )
  })

  it.each([
    ['low', 5],
    ['medium', 2 * 60],
    ['high', 24 * 60],
    ['critical', 7 * 24 * 60],
  ])('gives the people of a %s change %i minutes', (tier, minutes) => {
    const steps = pipelineOf(standing('approving', tier), story(['approving', 0]), Date.parse(at(1)))
    expect(steps.find(({ step }) => step === 'approved')?.budgetMs).toBe(minutes * 60_000)
  })

  it('says by how much a step is over, and grows while it runs', () => {
    const over = (second: number) =>
      pipelineOf(standing('generating'), story(['designing', 0], ['generating', 1]), Date.parse(at(second)))[2]?.overMs
    expect(over(61)).toBeNull()
    expect([over(63), over(64)]).toEqual([2_000, 3_000])
  })

  it('knows how long understanding took from the act itself', () => {
    const [first] = story(['designing', 0])
    const told = [{ ...first, event: 'intent.submit', detail: { understoodInMs: 42 } } as Happening]
    expect(pipelineOf(standing('designing'), told, 0)[0]).toMatchObject({ spentMs: 42, overMs: null, state: 'done' })
  })
})
