import { connect, createServer, type Socket } from 'node:net'
import { listenForSandbox } from '#server/platform/unix-socket.ts'
import type { DatabaseGrant } from '#server/ports/databases.ts'
import { fatal, readFirstMessage, watchForCancelKey } from './startup.ts'

export interface Upstream {
  host: string
  port: number
}

const socketName = '.s.PGSQL.5432'
/** How long a client may take to say who it is. */
const startupPatienceMs = 10_000

/**
 * A Unix socket that speaks for one role and one database of one server. Any other name is refused before a byte reaches
 * the server; after that, bytes pass unread. The password is checked by the server, end to end.
 */
export async function openBroker(
  grant: DatabaseGrant,
  folder: string,
  upstream: Upstream,
): Promise<{ close(): Promise<void> }> {
  const open = new Set<Socket>()
  const cancelKeys = new Map<string, Socket>()
  const server = createServer((client) => {
    track(open, client)
    greet(client, { grant, upstream, open, cancelKeys })
  })
  const stopListening = await listenForSandbox(server, folder, socketName)
  const close = async () => {
    const stopped = stopListening()
    for (const socket of open) socket.destroy()
    await stopped
  }
  return { close }
}

interface Session {
  grant: DatabaseGrant
  upstream: Upstream
  open: Set<Socket>
  cancelKeys: Map<string, Socket>
}

function greet(client: Socket, session: Session): void {
  let received: Buffer = Buffer.alloc(0)
  client.setTimeout(startupPatienceMs, () => client.destroy())
  const onData = (chunk: Buffer) => {
    received = Buffer.concat([received, chunk])
    const message = readFirstMessage(received)
    if (message.kind === 'incomplete') return
    if (message.kind === 'encryption') {
      received = received.subarray(message.length)
      client.write('N')
      if (received.length > 0) refuse(client, '08P01', 'nothing may follow a request for encryption before its answer')
      return
    }
    client.off('data', onData)
    client.pause()
    client.setTimeout(0)
    if (message.kind === 'malformed') return refuse(client, '08P01', 'the first message cannot be read')
    if (message.kind === 'cancel') return cancel(client, session, message.key, received)
    const { grant } = session
    if (message.user !== grant.role || message.database !== grant.database || message.replication)
      return refuse(client, '28000', `this socket leads to database "${grant.database}" as "${grant.role}" only`)
    relay(client, received, session)
  }
  client.on('data', onData)
}

function relay(client: Socket, first: Buffer, { upstream, open, cancelKeys }: Session): void {
  const server = connect(upstream.port, upstream.host)
  track(open, server)
  const watch = watchForCancelKey()
  server.once('error', () => {
    if (server.bytesRead === 0) refuse(client, '57P03', 'the database server does not answer')
  })
  server.once('connect', () => {
    server.write(first)
    server.on('data', (chunk: Buffer) => {
      const key = watch(chunk)
      if (key === null) return
      cancelKeys.set(key, server)
      server.once('close', () => cancelKeys.delete(key))
    })
    client.pipe(server).pipe(client)
  })
  client.once('close', () => server.destroy())
  server.once('close', () => client.end())
}

/** Passed on only for a session of this very socket: a guessed key must not stop somebody else's query. */
function cancel(client: Socket, { upstream, open, cancelKeys }: Session, key: string, message: Buffer): void {
  if (!cancelKeys.has(key)) return void client.destroy()
  const server = connect(upstream.port, upstream.host, () => server.end(message))
  track(open, server)
  server.resume().once('close', () => client.destroy())
}

function refuse(client: Socket, code: string, message: string): void {
  if (!client.destroyed) client.end(fatal(code, message))
}

function track(open: Set<Socket>, socket: Socket): void {
  open.add(socket)
  socket.on('error', () => socket.destroy())
  socket.once('close', () => open.delete(socket))
}
