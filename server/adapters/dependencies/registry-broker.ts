import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { listenForSandbox } from '#server/platform/unix-socket.ts'

export interface RegistryBroker {
  /** Places that were asked for and refused, as `host:port`. */
  refused: ReadonlySet<string>
  close(): Promise<void>
}

/**
 * An HTTP proxy on a Unix socket that leads to one registry and nowhere else: tunnels for https, plain requests for http.
 * Encryption is end to end between the sandbox and the registry; the broker sees only where it goes.
 */
export async function openRegistryBroker(
  registry: URL,
  upstreamProxy: URL | null,
  folder: string,
): Promise<RegistryBroker> {
  const allowed = `${registry.hostname}:${portOf(registry)}`
  const refused = new Set<string>()
  const open = new Set<Socket>()
  const server = createServer((incoming, outgoing) => {
    const target = URL.canParse(incoming.url ?? '') ? new URL(incoming.url ?? '') : null
    const place = target && `${target.hostname}:${portOf(target)}`
    const reads = incoming.method === 'GET' || incoming.method === 'HEAD'
    if (target?.protocol === 'http:' && place === allowed && reads)
      return forward(incoming, outgoing, target, upstreamProxy)
    refused.add(place ?? 'nowhere')
    outgoing.writeHead(403).end('only the package registry can be reached')
  })
  server.on('connection', (socket) => track(open, socket))
  server.on('connect', (incoming: IncomingMessage, client: Socket) => {
    if (incoming.url === allowed && registry.protocol === 'https:') return tunnel(client, registry, upstreamProxy, open)
    refused.add(incoming.url ?? 'nowhere')
    client.end('HTTP/1.1 403 Forbidden\r\n\r\n')
  })
  const stopListening = await listenForSandbox(server, folder, 'registry.sock')
  const close = async () => {
    const stopped = stopListening()
    for (const socket of open) socket.destroy()
    await stopped
  }
  return { refused, close }
}

function forward(incoming: IncomingMessage, outgoing: ServerResponse, target: URL, proxy: URL | null): void {
  const { authorization: _, 'proxy-authorization': __, ...headers } = incoming.headers
  const hop = proxy
    ? { host: proxy.hostname, port: portOf(proxy), path: target.href }
    : { host: target.hostname, port: portOf(target), path: target.pathname + target.search }
  const onward = request(
    { ...hop, method: incoming.method, headers: { ...headers, ...credentials(proxy) } },
    (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    },
  )
  onward.on('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()))
  onward.end()
}

function tunnel(client: Socket, registry: URL, proxy: URL | null, open: Set<Socket>): void {
  if (proxy) return tunnelThrough(proxy, client, registry, open)
  const upstream = connect(portOf(registry), registry.hostname, () => {
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    join(client, upstream)
  })
  track(open, upstream)
  upstream.once('error', () => client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'))
}

function tunnelThrough(proxy: URL, client: Socket, registry: URL, open: Set<Socket>): void {
  const path = `${registry.hostname}:${portOf(registry)}`
  const onward = request({
    host: proxy.hostname,
    port: portOf(proxy),
    method: 'CONNECT',
    path,
    headers: { host: path, ...credentials(proxy) },
  })
  onward.once('connect', (answer, upstream) => {
    track(open, upstream)
    if (answer.statusCode !== 200) return void client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    join(client, upstream)
  })
  onward.once('error', () => client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'))
  onward.end()
}

function join(client: Socket, upstream: Socket): void {
  client.pipe(upstream).pipe(client)
  client.once('close', () => upstream.destroy())
  upstream.once('close', () => client.destroy())
}

function credentials(proxy: URL | null): Record<string, string> {
  if (!proxy?.username) return {}
  const pair = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` }
}

function track(open: Set<Socket>, socket: Socket): void {
  open.add(socket)
  socket.on('error', () => socket.destroy())
  socket.once('close', () => open.delete(socket))
}

function portOf(url: URL): number {
  return Number(url.port || (url.protocol === 'https:' ? 443 : 80))
}
