import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type Counts, closingLine, countsOf, type Outcome } from './outcome.ts'
import { runInOrder } from './schedule.ts'
import { chosen, type Stage, stages } from './stages.ts'

const stage = (name: string, ...needs: string[]): Stage => ({ name, command: [], needs })
const ended = (one: Stage, ok = true): Outcome => ({
  stage: one,
  ok,
  ms: 1,
  output: '',
  counts: { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 },
})

describe('running stages', () => {
  it('waits for what a stage needs and keeps two busy', async () => {
    const order: string[] = []
    let busy = 0
    let busiest = 0
    await runInOrder([stage('b', 'a'), stage('a'), stage('c'), stage('d')], 2, async (one) => {
      busiest = Math.max(busiest, ++busy)
      order.push(one.name)
      await sleep(5)
      busy -= 1
      return ended(one)
    })
    expect(busiest).toBe(2)
    expect(order.indexOf('a')).toBeLessThan(order.indexOf('b'))
    expect(order).toHaveLength(4)
  })

  it('runs nothing beside a stage that must be alone', async () => {
    const beside: number[] = []
    let busy = 0
    await runInOrder([stage('a'), { ...stage('quiet'), alone: true }, stage('b'), stage('c')], 2, async (one) => {
      busy += 1
      await sleep(5)
      if (one.alone) beside.push(busy)
      busy -= 1
      return ended(one)
    })
    expect(beside).toEqual([1])
  })

  it('goes on after a failure, without what needed it', async () => {
    const all = [stage('build'), stage('journeys', 'build'), stage('lint')]
    const outcomes = await runInOrder(all, 2, async (one) => ended(one, one.name !== 'build'))
    expect(closingLine(outcomes.map(({ counts }) => counts))).toBe('1 passed, 1 failed, 1 skipped')
  })

  it('does not wait for ever', async () => {
    await expect(runInOrder([stage('a', 'b'), stage('b', 'a')], 2, async (one) => ended(one))).rejects.toThrow(/wait/)
  })
})

describe('what a stage counts for', () => {
  const tests: Stage = { name: 'tests', command: [], needs: [], report: 'vitest' }

  it.each<[string, Stage, boolean, Counts]>([
    ['a plain stage that held', stage('lint'), true, { passed: 1, failed: 0, skipped: 0 }],
    ['a plain stage that did not', stage('lint'), false, { passed: 0, failed: 1, skipped: 0 }],
    ['tests that left no report', tests, true, { passed: 0, failed: 1, skipped: 0 }],
  ])('%s', (_, one, ok, counts) => expect(countsOf(one, ok, '/nonexistent')).toEqual(counts))
})

describe('the list of stages', () => {
  it('names only stages that exist', () => {
    expect(chosen(stages.map(({ name }) => name))).toEqual(stages)
  })

  it('brings what a stage needs', () => {
    expect(chosen(['types']).map(({ name }) => name)).toEqual(['routes', 'types'])
  })

  it('refuses a name that is none', () => expect(() => chosen(['nonsense'])).toThrow(/no stage nonsense/))
})
