import type { ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Answer, Fault, ReceivedRequest } from './vocabulary.ts'
import { startMessage, startStream, writeEvent, writeMessage, writeText } from './wire.ts'

/** An error as the service words it. */
export function refuseRequest(
  response: ServerResponse,
  status: number,
  type: string,
  message: string = type,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_refused', ...headers })
  response.end(JSON.stringify({ type: 'error', error: { type, message, details: null }, request_id: 'req_refused' }))
}

const oneDay = '86400'

/** Makes one request meet one fault. */
export async function play(
  fault: Fault,
  response: ServerResponse,
  body: ReceivedRequest['body'],
  answer: Answer,
): Promise<void> {
  switch (fault) {
    case 'overloaded':
      return refuseRequest(response, 529, 'overloaded_error')
    case 'rateLimited':
      return refuseRequest(response, 429, 'rate_limit_error')
    case 'rateLimitedForADay':
      return refuseRequest(response, 429, 'rate_limit_error', 'slow down', { 'retry-after': oneDay })
    case 'serverError':
      return refuseRequest(response, 500, 'api_error')
    case 'invalidRequest':
      return refuseRequest(response, 400, 'invalid_request_error')
    case 'unauthorised':
      return refuseRequest(response, 401, 'authentication_error')
    case 'modelGone':
      return refuseRequest(response, 404, 'not_found_error', `model: ${body.model}`)
    case 'noHeaders':
      return
    case 'resetBeforeHeaders':
      return void response.socket?.resetAndDestroy()
    case 'refuses':
      return await writeMessage(response, body, { ...answer, text: '' }, { stopReason: 'refusal', category: 'cyber' })
    case 'cutAtLimit':
      return await writeMessage(
        response,
        body,
        { ...answer, text: answer.text.slice(0, -1) },
        { stopReason: 'max_tokens' },
      )
    case 'contextExceeded':
      return await writeMessage(
        response,
        body,
        { ...answer, text: '' },
        { stopReason: 'model_context_window_exceeded' },
      )
    case 'notJson':
      return await writeMessage(response, body, { ...answer, text: 'Here you are: {' })
    case 'otherModel':
      return await writeMessage(response, body, answer, { stopReason: 'end_turn', model: 'claude-haiku-5-5' })
    default:
      return await midStream(fault, response, body, answer)
  }
}

async function midStream(
  fault: Fault,
  response: ServerResponse,
  body: ReceivedRequest['body'],
  answer: Answer,
): Promise<void> {
  startStream(response)
  startMessage(response, body.model, answer)
  writeText(response, answer.text.slice(0, 5))
  switch (fault) {
    case 'endsEarly':
      return void response.end()
    case 'resetMidStream':
      await pause(30)
      return void response.socket?.resetAndDestroy()
    case 'errorInStream':
      writeEvent(response, 'error', { error: { type: 'overloaded_error', message: 'Overloaded', details: null } })
      return void response.end()
    case 'brokenEvent':
      return void response.end('event: content_block_delta\ndata: {"type":"content_block_delta","index":\n\n')
    case 'dripsSlowly':
      return await drip(response)
    case 'oversized':
      return await flood(response)
    default:
      return // It stalls: nothing more comes, and the connection stays open.
  }
}

/** Always a little, never an end: only the deadline stops it. */
async function drip(response: ServerResponse): Promise<void> {
  while (!response.destroyed && !response.closed) {
    writeText(response, ' ')
    await pause(20)
  }
}

async function flood(response: ServerResponse): Promise<void> {
  const block = 'x'.repeat(256 * 1024)
  while (!response.destroyed && !response.closed) {
    writeText(response, block)
    await pause(1)
  }
}
