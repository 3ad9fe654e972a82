import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { collectDefaultMetrics, Registry } from 'prom-client'

/** What a process says of itself. `ok` false answers 503; the rest is for people. No secrets, no personal data. */
export interface Health {
  ok: boolean
  [fact: string]: string | number | boolean | null
}

export interface StatusServer {
  port: number
  close(): Promise<void>
}

/** A registry with Node's own figures, for one process. */
export function processRegistry(): Registry {
  const register = new Registry()
  collectDefaultMetrics({ register })
  return register
}

/**
 * Answers `/api/health` and `/api/metrics` on the loopback address, for processes without pages.
 * @param port 0 takes any free one
 */
export async function startStatusServer(of: {
  name: string
  port: number
  health: () => Health | Promise<Health>
  registry: Registry
}): Promise<StatusServer> {
  const server = createServer((request, response) => {
    const path = request.method === 'GET' ? request.url?.split('?')[0] : undefined
    const answered = path === '/api/health' ? sendHealth(of, response) : sendOther(of.registry, path, response)
    answered.catch((error: unknown) => send(response, 500, 'text/plain', `${of.name}: ${String(error)}`))
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(of.port, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function sendHealth(of: { name: string; health: () => Health | Promise<Health> }, response: ServerResponse) {
  const health = await of.health()
  send(response, health.ok ? 200 : 503, 'application/json', JSON.stringify({ process: of.name, ...health }))
}

async function sendOther(registry: Registry, path: string | undefined, response: ServerResponse) {
  if (path === '/api/metrics') send(response, 200, registry.contentType, await registry.metrics())
  else send(response, 404, 'text/plain', 'This process answers /api/health and /api/metrics.')
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(`${body}\n`)
}
