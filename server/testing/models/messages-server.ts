import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { play, refuseRequest } from './faults.ts'
import type { Answer, Fault, ReceivedRequest } from './vocabulary.ts'
import { writeMessage } from './wire.ts'

/** A server on this machine that speaks the Messages API (version header 2026-10-21), faults included. For tests only. */
export interface MessagesServer {
  readonly url: string
  /** Requests to `/v1/messages` so far, in order. */
  readonly received: readonly ReceivedRequest[]
  /** What is answered from now on, or how an answer is found for a request. */
  answer(answer: Answer | ((body: ReceivedRequest['body']) => Answer)): void
  /** The next `times` requests meet this fault; without `times`, all do. */
  fault(fault: Fault, times?: number): void
  close(): Promise<void>
}

export const serverKey = 'key-of-the-local-server'

export async function messagesServer(): Promise<MessagesServer> {
  const received: ReceivedRequest[] = []
  let answerTo: (body: ReceivedRequest['body']) => Answer = () => ({ text: '{}' })
  let fault: { kind: Fault; left: number } | null = null
  const takeFault = (): Fault | null => {
    if (!fault || fault.left === 0) return null
    fault.left -= 1
    return fault.kind
  }
  const server = createServer((request, response) => {
    handle(request, response, received, takeFault, (body) => answerTo(body)).catch((error: unknown) =>
      response.destroy(error as Error),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answer: (answer) => {
      answerTo = typeof answer === 'function' ? answer : () => answer
    },
    fault: (kind, times = Number.POSITIVE_INFINITY) => {
      fault = { kind, left: times }
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  received: ReceivedRequest[],
  takeFault: () => Fault | null,
  answer: (body: ReceivedRequest['body']) => Answer,
): Promise<void> {
  if (request.headers.authorization !== `Bearer ${serverKey}`)
    return refuseRequest(response, 401, 'authentication_error')
  if (request.method === 'GET' && request.url?.startsWith('/v1/models')) return listModels(response)
  if (request.method !== 'POST' || request.url !== '/v1/messages')
    return refuseRequest(response, 404, 'not_found_error')
  const body = JSON.parse(await bodyOf(request)) as ReceivedRequest['body']
  received.push({ headers: request.headers, body })
  const wrong = faultOfRequest(body)
  if (wrong) return refuseRequest(response, 400, 'invalid_request_error', wrong)
  const fault = takeFault()
  if (fault) await play(fault, response, body, answer(body))
  else await writeMessage(response, body, answer(body))
}

/** What the service itself would refuse: fields that are gone, forced tools, objects that are not closed. */
function faultOfRequest(body: ReceivedRequest['body']): string | null {
  if (body.stream !== true) return 'this server only streams'
  if ('temperature' in body || 'top_p' in body) return 'sampling parameters are not accepted'
  if ('tool_choice' in body) return 'a tool cannot be forced'
  if (typeof body.max_tokens !== 'number' || body.max_tokens > 128_000) return 'max_tokens is not usable'
  if (body.output_config?.format.type !== 'json_schema') return 'output_config.format must be a JSON schema'
  return openObject(body.output_config.format.schema)
}

function openObject(part: unknown): string | null {
  if (part === null || typeof part !== 'object') return null
  const { type, additionalProperties } = part as { type?: unknown; additionalProperties?: unknown }
  if (type === 'object' && additionalProperties !== false) return 'additionalProperties must be false'
  return Object.values(part).reduce<string | null>((found, inner) => found ?? openObject(inner), null)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function listModels(response: ServerResponse): void {
  const model = (id: string, lifecycle: string, retires_at: string | null) => ({
    id,
    type: 'model',
    display_name: id,
    lifecycle,
    deprecated_at: null,
    retires_at,
    created_at: '2026-09-01T00:00:00Z',
  })
  const data = [
    model('claude-sonnet-5-5', 'active', null),
    model('claude-sonnet-4-5', 'deprecated', '2026-11-30T00:00:00Z'),
  ]
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ data, has_more: false, first_id: data[0]?.id, last_id: data.at(-1)?.id }))
}
