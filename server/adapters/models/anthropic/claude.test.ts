import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { attemptsIn, eventsOf } from '#server/adapters/models/model.contract.ts'
import type { ModelFault } from '#server/ports/models.ts'
import { type Fault, faults, type MessagesServer, messagesServer, serverKey } from '#server/testing/models/index.ts'
import { claude } from './index.ts'
import { taskOf } from './task.samples.ts'

let server: MessagesServer
beforeAll(async () => {
  server = await messagesServer()
})
afterEach(() => server.fault('overloaded', 0))
afterAll(() => server.close())

const answer = { options: [{ name: 'one', openapi: { openapi: '3.1.0', paths: { '/boats': {} } } }] }
/** As it travels: the free object is text. */
const travelling = JSON.stringify({ options: [{ name: 'one', openapi: JSON.stringify(answer.options[0]?.openapi) }] })
const model = (more: { idleMs?: number; model?: string; apiKey?: string } = {}) =>
  claude({ apiKey: serverKey, baseUrl: server.url, ...more })

describe('claude', () => {
  it('streams an answer and opens what travelled as text', async () => {
    server.answer({
      text: travelling,
      usage: { input_tokens: 123, output_tokens: 45, cache_read_input_tokens: 67 },
      region: 'eu',
    })
    const events = await eventsOf(model(), taskOf())
    expect(events.at(-1)).toEqual({ type: 'answered', answer, confidence: null })
    expect(attemptsIn(events)).toEqual([
      expect.objectContaining({
        provider: 'anthropic',
        requestedModel: 'claude-sonnet-5-5',
        answeredModel: 'claude-sonnet-5-5',
        client: '@anthropic-ai/sdk@1.12.0',
        inputTokens: 123,
        outputTokens: 45,
        cacheReadTokens: 67,
        region: 'eu',
        stopReason: 'end_turn',
        fault: null,
        retry: 0,
        requestId: expect.stringMatching(/^req_/),
        responseSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        timeToFirstByteMs: expect.any(Number),
      }),
    ])
  })

  it('asks by structured output, never by a forced tool, and with the key as a bearer', async () => {
    await eventsOf(model(), taskOf())
    const request = server.received.at(-1)
    expect(request?.headers.authorization).toBe(`Bearer ${serverKey}`)
    expect(Object.keys(request?.body ?? {}).sort()).toEqual([
      'max_tokens',
      'messages',
      'model',
      'output_config',
      'stream',
      'system',
    ])
  })

  it('tells how far it is while it writes', async () => {
    server.answer({ text: JSON.stringify({ options: [], filler: 'x'.repeat(3_000) }) })
    const texts = (await eventsOf(model(), taskOf())).flatMap((event) =>
      event.type === 'progress' ? [event.text] : [],
    )
    expect(texts.length).toBeGreaterThan(2)
    expect(texts.join()).not.toContain('xxx')
  })

  const outcomes: Record<Fault, ModelFault | 'refused'> = {
    overloaded: 'overloaded',
    rateLimited: 'rateLimited',
    rateLimitedForADay: 'rateLimited',
    serverError: 'serverError',
    invalidRequest: 'invalidRequest',
    unauthorised: 'unauthorised',
    modelGone: 'modelRetired',
    noHeaders: 'stalled',
    resetBeforeHeaders: 'connectionLost',
    resetMidStream: 'connectionLost',
    endsEarly: 'connectionLost',
    errorInStream: 'overloaded',
    stalls: 'stalled',
    dripsSlowly: 'deadline',
    brokenEvent: 'invalidAnswer',
    notJson: 'invalidAnswer',
    refuses: 'refused',
    cutAtLimit: 'invalidAnswer',
    contextExceeded: 'invalidRequest',
    otherModel: 'invalidAnswer',
    oversized: 'invalidAnswer',
  }

  it.each(faults)('makes one outcome and one attempt of: %s', async (fault) => {
    server.answer({ text: travelling })
    server.fault(fault)
    const sent = server.received.length
    const events = await eventsOf(
      model({ idleMs: 2_000 }),
      taskOf({ deadlineMs: fault === 'dripsSlowly' ? 1_500 : 20_000 }),
    )
    const expected = outcomes[fault]
    expect(events.at(-1)).toMatchObject(
      expected === 'refused' ? { type: 'refused', category: 'cyber' } : { type: 'failed', fault: expected },
    )
    expect(server.received.length - sent).toBe(1)
    const [attempt, ...more] = attemptsIn(events)
    expect(more).toEqual([])
    expect(attempt?.fault).toBe(expected === 'refused' ? null : expected)
    expect(JSON.stringify(events)).not.toContain('pilot boats')
  })

  it('keeps the tokens of a half-streamed answer and throws the answer away', async () => {
    server.answer({ text: travelling, usage: { input_tokens: 9, output_tokens: 40, cache_read_input_tokens: 0 } })
    server.fault('endsEarly')
    const events = await eventsOf(model(), taskOf())
    expect(events.at(-1)?.type).toBe('failed')
    expect(attemptsIn(events)[0]).toMatchObject({
      inputTokens: 9,
      stopReason: null,
      responseSha256: expect.any(String),
    })
  })

  it('does not wait as long as the server asks', async () => {
    server.fault('rateLimitedForADay')
    const started = performance.now()
    await eventsOf(model(), taskOf())
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  it('stops in the middle when it is told to, and records the attempt', async () => {
    server.fault('dripsSlowly')
    const events = await eventsOf(model(), taskOf({ deadlineMs: 30_000 }), AbortSignal.timeout(200))
    expect(events.at(-1)).toMatchObject({ type: 'failed', fault: 'aborted' })
    expect(attemptsIn(events)).toHaveLength(1)
  })

  it('ends its request when nobody listens any more', async () => {
    server.answer({ text: JSON.stringify({ filler: 'x'.repeat(50_000) }) })
    for await (const event of model().generate(taskOf(), new AbortController().signal))
      if (event.type === 'progress') break
    expect((await eventsOf(model(), taskOf())).at(-1)?.type).toBe('answered')
  })

  it('says that a server that is not there is a lost connection', async () => {
    const gone = await messagesServer()
    await gone.close()
    const events = await eventsOf(claude({ apiKey: 'x', baseUrl: gone.url }), taskOf())
    expect(events.at(-1)).toMatchObject({ type: 'failed', fault: 'connectionLost' })
  })

  it('says that a wrong key is refused, and does not repeat it', async () => {
    const events = await eventsOf(model({ apiKey: 'wrong-key-value' }), taskOf())
    expect(events.at(-1)).toMatchObject({ type: 'failed', fault: 'unauthorised' })
    expect(JSON.stringify(events)).not.toContain('wrong-key-value')
  })
})
