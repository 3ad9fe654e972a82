import { describe, expect, it } from 'vitest'
import { bullmqQueues } from '#server/adapters/queue/bullmq.ts'
import { compose } from '#server/composition.ts'
import { automatedStates } from '#server/loop/change/index.ts'
import { runs } from './jobs.ts'
import { concurrency, queues, routes } from './routes.ts'

describe('what a change does by itself', () => {
  it.each(automatedStates)('%s begins as a job of a queue that somebody works on', (state) => {
    const queue = routes[`change.${state}`]
    expect(queues).toContain(queue)
  })

  it.each([
    ['writing code', 'change.generating', 'codegen'],
    ['judging by policy', 'change.judging', 'guards'],
    ['deploying', 'change.rollingOut', 'rollouts'],
  ] as const)('%s is a queue of its own, carried by BullMQ', (_, event, queue) => {
    expect(routes[event]).toBe(queue)
    expect(runs[queue]).toBeTypeOf('function')
    expect(concurrency[queue]).toBeGreaterThan(0)
    expect(compose().queues).toBe(bullmqQueues)
  })
})
