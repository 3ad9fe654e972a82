import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Server as NetServer, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { edgeLimits } from '../vocabulary.ts'

export interface Listener {
  readonly port: number
  closing(): boolean
  /** Accepts no more connections, lets requests finish, and resolves when no connection is left (at most 10 s). */
  drain(): Promise<void>
}

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** The public listener. @throws the system's error when the address is taken. */
export async function listen(
  address: { host: string; port: number },
  handle: Handle,
  onFault: (error: unknown) => void,
): Promise<Listener> {
  const open = new Map<Socket, { requests: number; idleSince: number }>()
  let closing = false
  const server = createServer(
    {
      keepAliveTimeout: 65_000,
      headersTimeout: 60_000,
      requestTimeout: 0,
      shouldUpgradeCallback: (request) => request.headers.upgrade?.toLowerCase() === 'websocket',
    },
    (request, response) => {
      const use = open.get(request.socket)
      if (use) use.requests++
      response.on('close', () => {
        if (use) Object.assign(use, { requests: use.requests - 1, idleSince: performance.now() })
      })
      handle(request, response).catch((error) => {
        onFault(error)
        response.destroy()
      })
    },
  )
  server.on('connection', (socket: Socket) => {
    open.set(socket, { requests: 0, idleSince: performance.now() })
    socket.on('close', () => open.delete(socket))
  })
  server.on('upgrade', (_request, socket: Duplex) => refuseUpgrade(socket))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(address.port, address.host, () => resolve())
  })
  const bound = server.address()

  return {
    port: typeof bound === 'object' && bound !== null ? bound.port : address.port,
    closing: () => closing,
    async drain() {
      closing = true
      // The listener alone: `http.Server.close` would also cut idle connections on which a request may be on its way.
      NetServer.prototype.close.call(server)
      await emptied(open)
      for (const socket of open.keys()) socket.destroy()
    },
  }
}

async function emptied(open: Map<Socket, { requests: number; idleSince: number }>): Promise<void> {
  const started = performance.now()
  while (open.size > 0 && performance.now() - started < edgeLimits.drainMs) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    for (const [socket, { requests, idleSince }] of open) {
      const idleFor = performance.now() - Math.max(idleSince, started)
      if (requests === 0 && idleFor > edgeLimits.idleWhileDrainingMs) socket.destroy()
    }
  }
}

function refuseUpgrade(socket: Duplex): void {
  const message = 'WebSockets are not passed on here. Server-sent events are.'
  const body = `${JSON.stringify({ error: { code: 'noUpgrade', message } })}\n`
  socket.on('error', () => socket.destroy())
  socket.end(
    `HTTP/1.1 501 Not Implemented\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}
