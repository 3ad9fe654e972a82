import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Failure } from '#server/platform/errors.ts'
import type { MayAttempt, ModelEvent, ModelPort } from '#server/ports/models.ts'
import { type Fault, type MessagesServer, messagesServer, serverKey } from '#server/testing/models/index.ts'
import { claude } from './anthropic/index.ts'
import { taskOf } from './anthropic/task.samples.ts'
import { modelChain } from './chain.ts'
import { attemptsIn, eventsOf } from './model.contract.ts'
import { templateModel } from './templates/index.ts'

/** Real ports on a real wire: Claude against the local server, then our own templates. */
let server: MessagesServer
beforeEach(async () => {
  server = await messagesServer()
  server.answer({ text: '{"options":[]}' })
})
afterEach(() => server.close())

const intent = { shape: 'config', service: 'harbour', key: 'title', value: 'Port' }
const input = { intent, model: { version: 1, service: 'harbour', entities: [], config: { title: 'Harbour' } } }
const task = taskOf({ input, deadlineMs: 10_000 })
const anyone: MayAttempt = () => undefined
const models = (): [ModelPort, ModelPort] => [
  claude({ apiKey: serverKey, baseUrl: server.url, idleMs: 2_000 }),
  templateModel(),
]
const run = (mayAttempt: MayAttempt = anyone, chain = modelChain(models())) => eventsOf(chain(mayAttempt), task)
const providers = (events: readonly ModelEvent[]) =>
  attemptsIn(events).map(({ provider, retry, fault }) => [provider, retry, fault])

describe('the chain of models', () => {
  it('is answered by the first that can', async () => {
    const events = await run()
    expect(events.at(-1)?.type).toBe('answered')
    expect(providers(events)).toEqual([['anthropic', 0, null]])
  })

  it('asks once more after a fault that passes', async () => {
    server.fault('overloaded', 1)
    const events = await run()
    expect(providers(events)).toEqual([
      ['anthropic', 0, 'overloaded'],
      ['anthropic', 1, null],
    ])
  })

  it.each([
    'overloaded',
    'rateLimitedForADay',
    'serverError',
    'resetMidStream',
    'endsEarly',
    'errorInStream',
  ] satisfies Fault[])('falls back to the templates after two requests: %s', async (fault) => {
    server.fault(fault)
    const events = await run()
    expect(events.at(-1)?.type).toBe('answered')
    expect(providers(events).map(([provider]) => provider)).toEqual(['anthropic', 'anthropic', 'templates'])
  })

  it.each(['stalls', 'noHeaders', 'modelGone'] satisfies Fault[])(
    'falls back without asking again: %s',
    async (fault) => {
      server.fault(fault)
      expect(providers(await run()).map(([provider]) => provider)).toEqual(['anthropic', 'templates'])
    },
  )

  it.each([
    'refuses',
    'invalidRequest',
    'unauthorised',
    'notJson',
    'cutAtLimit',
    'otherModel',
    'contextExceeded',
  ] satisfies Fault[])('never asks another model instead: %s', async (fault) => {
    server.fault(fault)
    const events = await run()
    expect(['refused', 'failed']).toContain(events.at(-1)?.type)
    expect(providers(events).map(([provider]) => provider)).toEqual(['anthropic'])
  })

  it('asks before every request, and a halt between two ends the call', async () => {
    server.fault('overloaded')
    let asked = 0
    const halted = run(() => {
      asked += 1
      if (asked === 2) throw new Failure('halted', 'halted', 'Automation is halted.')
    })
    await expect(halted).rejects.toMatchObject({ code: 'halted' })
    expect(server.received).toHaveLength(1)
  })

  it('passes by a model that the data may not travel to', async () => {
    const events = await run((provider) => {
      if (provider === 'anthropic') throw new Failure('refused', 'residency', 'The data may not leave the Caribbean.')
    })
    expect(server.received).toHaveLength(0)
    expect(providers(events)).toEqual([['templates', 0, null]])
  })

  it('does not take a denial of another kind for a reason to go on', async () => {
    const denied = run(() => {
      throw new Failure('refused', 'consentMissing', 'No consent covers this.')
    })
    await expect(denied).rejects.toMatchObject({ reason: 'consentMissing' })
  })

  it('leaves a model alone that failed three times, and tries it again later', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    try {
      server.fault('modelGone', 3)
      const chain = modelChain(models())
      for (let call = 0; call < 3; call += 1) await run(anyone, chain)
      expect(server.received).toHaveLength(3)
      expect(providers(await run(anyone, chain)).map(([provider]) => provider)).toEqual(['templates'])
      vi.advanceTimersByTime(31_000)
      expect(providers(await run(anyone, chain)).map(([provider]) => provider)).toEqual(['anthropic'])
    } finally {
      vi.useRealTimers()
    }
  })

  it('ends with the last fault when nothing could answer', async () => {
    server.fault('serverError')
    const events = await eventsOf(modelChain([models()[0]])(anyone), task)
    expect(events.at(-1)).toMatchObject({ type: 'failed', fault: 'serverError' })
  })
})
