import type { IncomingMessage } from 'node:http'

/** Headers that concern one connection only (RFC 9110 §7.6.1), and those the edge answers for itself. */
const connectionOnly = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
])

const ours = new Set(['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-prefix', 'forwarded'])

/** What a version is told: the client's headers without the connection's own, and where the request really came from. */
export function requestHeaders(request: IncomingMessage, service: string, hasBody: boolean): string[] {
  const dropped = nominated(request.headers.connection)
  const kept: string[] = []
  const { rawHeaders } = request
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] as string
    const lower = name.toLowerCase()
    if (connectionOnly.has(lower) || ours.has(lower) || dropped.has(lower)) continue
    if (lower === 'content-length' && !hasBody) continue
    kept.push(name, rawHeaders[i + 1] as string)
  }
  kept.push('x-forwarded-for', request.socket.remoteAddress ?? 'unknown', 'x-forwarded-proto', 'http')
  kept.push('x-forwarded-host', request.headers.host ?? '', 'x-forwarded-prefix', `/${service}`)
  return kept
}

/** What the client is told: the version's headers without the connection's own. */
export function responseHeaders(raw: readonly (Buffer | string)[]): string[] {
  const pairs: [string, string][] = []
  for (let i = 0; i < raw.length; i += 2) pairs.push([text(raw[i]), text(raw[i + 1])])
  const connection = pairs.find(([name]) => name.toLowerCase() === 'connection')?.[1]
  const dropped = nominated(connection)
  return pairs.filter(([name]) => !connectionOnly.has(name.toLowerCase()) && !dropped.has(name.toLowerCase())).flat()
}

function nominated(connection: string | undefined): Set<string> {
  return new Set((connection ?? '').split(',').map((name) => name.trim().toLowerCase()))
}

function text(value: Buffer | string | undefined): string {
  return typeof value === 'string' ? value : (value?.toString('latin1') ?? '')
}
