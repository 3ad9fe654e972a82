import { rmSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { Server as Listener } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import type { Environment } from './environment.ts'

/** Longer than the proxy in front keeps idle connections, so that it is never us who hangs up first. */
const KEEP_ALIVE_MS = 120_000

export interface Listening {
  /** Takes no new connection, finishes what is under way, and resolves when the last connection is gone. */
  drain(): Promise<void>
}

/** Resolves once requests are accepted. A socket file left by an earlier process is replaced. */
export async function listen(app: Hono, on: Environment['listenOn']): Promise<Listening> {
  const answer = getRequestListener(app.fetch)
  const underWay = new Set<ServerResponse>()
  let draining = false
  const server = createServer((request, response) => {
    underWay.add(response)
    response.once('close', () => underWay.delete(response))
    if (draining) response.shouldKeepAlive = false
    answer(request, response)
  })
  server.keepAliveTimeout = KEEP_ALIVE_MS
  server.headersTimeout = 30_000
  server.requestTimeout = 60_000
  if ('path' in on) rmSync(on.path, { force: true })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(on, resolve))
  return {
    drain: () => {
      draining = true
      for (const response of underWay) response.shouldKeepAlive = false
      return closeListener(server)
    },
  }
}

/** Node's own `http.Server.close` also cuts idle keep-alive connections, which costs callers a request now and then. */
function closeListener(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    Listener.prototype.close.call(server, (error) => (error ? reject(error) : resolve()))
  })
}
