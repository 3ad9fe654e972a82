import type { IncomingMessage } from 'node:http'
import { edgeLimits } from '../vocabulary.ts'

/** Methods that a client may repeat without harm and that carry no body here (RFC 9110 §9.2.1). */
const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/** Whether a failed attempt may be made once more, on the stable version. */
export function mayRetry(request: IncomingMessage): boolean {
  if (!hasBody(request)) return safe.has(request.method ?? '') || hasIdempotencyKey(request)
  return mustKeepBody(request)
}

/** Whether the body must be kept so that it can be sent again: the sender says repeating is harmless, and it is small. */
export function mustKeepBody(request: IncomingMessage): boolean {
  const length = request.headers['content-length']
  const small = length !== undefined && Number(length) <= edgeLimits.replayableBytes
  return hasBody(request) && small && (hasIdempotencyKey(request) || safe.has(request.method ?? ''))
}

function hasIdempotencyKey({ headers }: IncomingMessage): boolean {
  return headers['idempotency-key'] !== undefined
}
