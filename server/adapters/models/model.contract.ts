import { describe, expect, it } from 'vitest'
import type { ModelAttempt, ModelEvent, ModelPort, ModelTask } from '#server/ports/models.ts'

/** What may be relied on from any model behind the port; every adapter's contract test calls this. */
export interface ModelUnderTest {
  name: string
  make(): Promise<{ model: ModelPort; close(): Promise<void> }>
  /** A task it can answer, and one it cannot. */
  task: ModelTask
  impossible: ModelTask
}

export async function eventsOf(
  model: Pick<ModelPort, 'generate'>,
  task: ModelTask,
  signal = new AbortController().signal,
) {
  const events: ModelEvent[] = []
  for await (const event of model.generate(task, signal)) events.push(event)
  return events
}

export const attemptsIn = (events: readonly ModelEvent[]): ModelAttempt[] =>
  events.flatMap((event) => (event.type === 'attempt' ? [event.attempt] : []))

const ends = new Set(['answered', 'refused', 'failed'])
const digest = /^[0-9a-f]{64}$/

export function modelContract({ name, make, task, impossible }: ModelUnderTest): void {
  const using = async (use: (model: ModelPort) => Promise<void>) => {
    const { model, close } = await make()
    try {
      await use(model)
    } finally {
      await close()
    }
  }
  const isWellFormed = (events: readonly ModelEvent[]) => {
    expect(events.filter(({ type }) => ends.has(type))).toHaveLength(1)
    expect(ends.has(events.at(-1)?.type ?? '')).toBe(true)
  }

  describe(`${name} as a model`, () => {
    it('answers, and the answer comes last and once', () =>
      using(async (model) => {
        const events = await eventsOf(model, task)
        isWellFormed(events)
        expect(events.at(-1)).toMatchObject({ type: 'answered' })
      }))

    it('records each request, by digests and never by its words', () =>
      using(async (model) => {
        const attempts = attemptsIn(await eventsOf(model, task))
        expect(attempts.length).toBeGreaterThan(0)
        for (const attempt of attempts) {
          expect(attempt).toMatchObject({
            provider: model.provider,
            requestSha256: expect.stringMatching(digest),
            promptTemplateId: task.prompt.templateId,
            promptTemplateSha256: task.prompt.templateSha256,
          })
          expect(attempt.latencyMs).toBeGreaterThanOrEqual(0)
        }
        if (task.prompt.user) expect(JSON.stringify(attempts)).not.toContain(task.prompt.user)
      }))

    it('gives the same request the same digest', () =>
      using(async (model) => {
        const first = attemptsIn(await eventsOf(model, task)).at(-1)?.requestSha256
        expect(attemptsIn(await eventsOf(model, task)).at(-1)?.requestSha256).toBe(first)
      }))

    it('says that it could not instead of throwing, with a sentence', () =>
      using(async (model) => {
        const events = await eventsOf(model, impossible)
        isWellFormed(events)
        expect(events.at(-1)).toMatchObject({ type: 'failed', message: expect.stringMatching(/\w{3,}/) })
        expect(attemptsIn(events).at(-1)?.fault).toBe(Object(events.at(-1)).fault)
      }))

    it('stops when it is told to before it began', () =>
      using(async (model) => {
        const events = await eventsOf(model, task, AbortSignal.abort())
        isWellFormed(events)
        expect(events.at(-1)).toMatchObject({ type: 'failed', fault: 'aborted' })
      }))
  })
}
