import { describe, expect, it } from 'vitest'
import { DesignAnswer } from '#server/loop/designs/schemas.ts'
import type { ModelEvent, ModelTask } from '#server/ports/models.ts'
import { CodeAnswer } from '#server/workspaces/schemas.ts'
import { serviceFiles } from '#templates/code/index.ts'
import { templateModel } from './index.ts'

const files = Object.fromEntries(serviceFiles('harbour').map(({ path, content }) => [path, content]))
const model = JSON.parse(files['model/service.json'] ?? '')
const intent = { shape: 'readEndpoint', service: 'harbour', entity: 'Berth', query: { kind: 'count' } }

function task(purpose: ModelTask['purpose'], input: unknown): ModelTask {
  const prompt = { templateId: `${purpose}/v1`, templateSha256: 'a'.repeat(64), system: '', user: '' }
  return { purpose, input, prompt, answerSchema: {}, deadlineMs: 1000, maximumOutputTokens: 1 }
}

async function events(asked: ModelTask, signal = new AbortController().signal): Promise<ModelEvent[]> {
  const seen: ModelEvent[] = []
  for await (const event of templateModel().generate(asked, signal)) seen.push(event)
  return seen
}

const last = async (asked: ModelTask) => (await events(asked)).at(-1)

describe('the templates as a model', () => {
  it('design and write, answering in the shapes the stages expect', async () => {
    const designed = await last(task('design', { intent, model }))
    const { options } = DesignAnswer.parse(designed?.type === 'answered' ? designed.answer : null)
    const coded = await last(task('code', { intent, design: options[0], model, files }))
    const { operations } = CodeAnswer.parse(coded?.type === 'answered' ? coded.answer : null)
    expect(operations.map(({ path }) => path)).toContain('server/resources/berths/routes.ts')
  })

  it('record one attempt without tokens, with the same digests each time', async () => {
    const digests = async () => {
      const [attempt] = await events(task('design', { intent, model }))
      if (attempt?.type !== 'attempt') throw new Error('the first event is the attempt')
      return attempt.attempt
    }
    const [first, second] = [await digests(), await digests()]
    expect(first).toMatchObject({
      requestedModel: 'api/read-endpoint@1.0.0',
      inputTokens: 0,
      outputTokens: 0,
      fault: null,
    })
    expect([first.requestSha256, first.responseSha256]).toEqual([second.requestSha256, second.responseSha256])
  })

  it('say kindly that no template fits', async () => {
    const unknown = { ...intent, entity: 'Lighthouse' }
    expect(await last(task('design', { intent: unknown, model }))).toEqual({
      type: 'failed',
      fault: 'noTemplate',
      message: 'harbour does not record lighthouses. It has: Berth.',
    })
  })

  it('name what is wrong with a task they cannot read', async () => {
    expect(await last(task('code', { intent, model }))).toMatchObject({ type: 'failed', fault: 'invalidRequest' })
  })

  it('do nothing once stopped', async () => {
    const seen = await events(task('design', { intent, model }), AbortSignal.abort())
    expect(seen.at(-1)).toMatchObject({ type: 'failed', fault: 'aborted' })
  })
})
