import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Answer, ReceivedRequest } from './vocabulary.ts'

/** The stream of server-sent events that one message is. */

export interface Ending {
  stopReason: string
  category?: string
  model?: string
}

export function startStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'request-id': `req_${randomUUID()}` })
}

export function writeEvent(response: ServerResponse, type: string, data: object): void {
  response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`)
}

const usageOf = ({ usage }: Answer) => ({
  input_tokens: 100,
  output_tokens: 40,
  cache_read_input_tokens: 0,
  cache_creation_input_tokens: 0,
  ...usage,
})

export function startMessage(response: ServerResponse, model: string, answer: Answer): void {
  const usage = { ...usageOf(answer), output_tokens: 1, inference_geo: answer.region ?? 'us' }
  writeEvent(response, 'message_start', {
    message: {
      id: `msg_${randomUUID()}`,
      type: 'message',
      role: 'assistant',
      model,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      stop_details: null,
      usage,
    },
  })
  writeEvent(response, 'content_block_start', { index: 0, content_block: { type: 'text', text: '', citations: null } })
  writeEvent(response, 'ping', {})
}

export function writeText(response: ServerResponse, text: string): void {
  writeEvent(response, 'content_block_delta', { index: 0, delta: { type: 'text_delta', text } })
}

export function endMessage(response: ServerResponse, answer: Answer, ending: Ending): void {
  writeEvent(response, 'content_block_stop', { index: 0 })
  const details =
    ending.stopReason === 'refusal' ? { type: 'refusal', category: ending.category ?? null, explanation: null } : null
  writeEvent(response, 'message_delta', {
    delta: { stop_reason: ending.stopReason, stop_sequence: null, stop_details: details },
    usage: usageOf(answer),
  })
  writeEvent(response, 'message_stop', {})
  response.end()
}

/** A whole message, in pieces as a model writes it. */
export async function writeMessage(
  response: ServerResponse,
  body: ReceivedRequest['body'],
  answer: Answer,
  ending: Ending = { stopReason: 'end_turn' },
): Promise<void> {
  startStream(response)
  startMessage(response, ending.model ?? body.model, answer)
  for (let at = 0; at < answer.text.length; at += 200) {
    writeText(response, answer.text.slice(at, at + 200))
    await pause(1)
  }
  endMessage(response, answer, ending)
}
