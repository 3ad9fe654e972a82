import type { IncomingMessage, ServerResponse } from 'node:http'
import { PassThrough } from 'node:stream'
import type { TrafficRoute } from '#server/ports/delivery.ts'
import type { Supervised } from '../versions/supervise.ts'
import { type AttemptRequest, attempt, ClientLeft } from './attempt.ts'
import { principalOf } from './bucket.ts'
import { requestHeaders } from './headers.ts'
import { type Choice, pick } from './pick.ts'
import { hasBody, mayRetry, mustKeepBody } from './shield.ts'
import { targetOf } from './target.ts'

export interface ProxyParts {
  route(service: string): TrafficRoute | null
  find(service: string, digest: string): Supervised | null
  retried(service: string): void
  /** True once the edge stops: answers then ask clients to connect anew. */
  closing(): boolean
}

/** Answers one request of a user: picks the version, passes the request on, shields from a failing canary. */
export async function proxy(request: IncomingMessage, response: ServerResponse, parts: ProxyParts): Promise<void> {
  const target = targetOf(request.url ?? '')
  if (target.kind === 'unknown') return say(response, parts, 404, 'unknownService', 'No service has this address.')
  if (target.kind === 'redirect') return redirect(response, parts, target.location)

  const route = parts.route(target.service)
  if (route === null) return say(response, parts, 404, 'unknownService', `There is no service named ${target.service}.`)
  const principal = principalOf(request.headers, request.socket.remoteAddress)
  const choice = pick(route, principal, (digest) => parts.find(target.service, digest))
  if (choice === null) return unavailable(response, parts, target.service)
  await passOn(choice, target, principal, request, response, parts)
}

async function passOn(
  { version, slot, fallback }: Choice,
  target: { service: string; path: string },
  principal: string,
  request: IncomingMessage,
  response: ServerResponse,
  parts: ProxyParts,
): Promise<void> {
  const shielded = fallback !== null && mayRetry(request)
  const body = await bodyOf(request, shielded)
  const outgoing: AttemptRequest = {
    method: request.method ?? 'GET',
    path: target.path,
    headers: requestHeaders(request, target.service, body !== null),
    body,
  }
  const options = { principal, closing: parts.closing }
  let outcome = await attempt(version, slot, outgoing, response, { ...options, mayRetry: shielded })
  if (outcome === 'retryable' && fallback?.ready()) {
    parts.retried(target.service)
    outcome = await attempt(fallback, 'stable', outgoing, response, { ...options, mayRetry: false })
  }
  if (outcome === 'retryable' || outcome === 'unanswered') badGateway(response, parts, target.service)
}

/** A stream of our own between client and version: undici destroys the body of a failed request, which would cut the client off. */
async function bodyOf(request: IncomingMessage, shielded: boolean): Promise<Buffer | PassThrough | null> {
  if (!hasBody(request)) return null
  if (!shielded || !mustKeepBody(request)) {
    const body = new PassThrough()
    request.on('close', () => {
      if (!request.complete) body.destroy(new ClientLeft())
    })
    return request.pipe(body)
  }
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function redirect(response: ServerResponse, parts: ProxyParts, location: string): void {
  response.writeHead(308, { location, ...connection(parts) }).end()
}

function unavailable(response: ServerResponse, parts: ProxyParts, service: string): void {
  response.setHeader('retry-after', '1')
  say(response, parts, 503, 'notRunning', `${service} is not running right now. Try again in a moment.`)
}

function badGateway(response: ServerResponse, parts: ProxyParts, service: string): void {
  say(response, parts, 502, 'noAnswer', `${service} did not answer. Whether it did what was asked is not known.`)
}

function say(response: ServerResponse, parts: ProxyParts, status: number, code: string, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json', ...connection(parts) })
  response.end(`${JSON.stringify({ error: { code, message } })}\n`)
}

function connection(parts: ProxyParts): { connection?: string } {
  return parts.closing() ? { connection: 'close' } : {}
}
