import type { Middleware } from '@anthropic-ai/sdk'
import canonicalize from 'canonicalize'
import { sha256 } from '#server/platform/digest.ts'
import type { ModelExchange } from '#server/ports/models.ts'

/** What passed on the wire in one attempt, seen from inside the client, where requests are as they leave. */
export interface WireRecord {
  startedAt: number
  requestSha256: string
  /** The request's body in canonical form, and every byte of the answer's body so far. */
  exchange(): ModelExchange
  requestId: string | null
  firstByteAt: number | null
  receivedBytes: number
  /** Of every byte of the answer's body so far. */
  responseSha256(): string | null
}

/** An answer larger than this is not read on: no schema of ours needs it. */
export const answerLimitBytes = 16 * 1024 * 1024

export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge'
}

/**
 * Records each attempt as the client makes it and hears each chunk. The record exists before the request leaves, so an
 * attempt that never got an answer is recorded as well.
 */
export function recordingMiddleware(began: (record: WireRecord) => void, heard: () => void): Middleware {
  return async (request, next) => {
    const sent = Buffer.from(canonicalize(typeof request.body === 'string' ? JSON.parse(request.body) : null) ?? '')
    const received: Uint8Array[] = []
    const record: WireRecord = {
      startedAt: performance.now(),
      requestSha256: sha256(sent),
      exchange: () => ({ request: sent, response: received.length === 0 ? null : Buffer.concat(received) }),
      requestId: null,
      firstByteAt: null,
      receivedBytes: 0,
      responseSha256: () => (received.length === 0 ? null : sha256(Buffer.concat(received))),
    }
    began(record)
    const response = await next(request)
    heard()
    record.requestId = response.headers.get('request-id')
    const body = response.body?.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          record.firstByteAt ??= performance.now()
          record.receivedBytes += chunk.byteLength
          received.push(chunk)
          heard()
          if (record.receivedBytes > answerLimitBytes) controller.error(new AnswerTooLarge())
          else controller.enqueue(chunk)
        },
      }),
    )
    return body ? new Response(body, response) : response
  }
}
