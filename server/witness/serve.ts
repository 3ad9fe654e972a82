import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { addCheckpoint, type Reply, type Witness } from './add-checkpoint.ts'

// An import of `node:http` reads all it exports, WebSocket among them, which loads a client of 10 MB.
const { createServer } = process.getBuiltinModule('node:http')

/** 63 hashes, and a checkpoint with as many post-quantum signatures as a note may bring. */
const longestRequestBytes = 128 * 1024
/** A log sends its request at once; when this elapses the connection is cut. */
const requestWithinMs = 5_000
const mostConnections = 200

/** Answers on the loopback address, or on another that is named. */
export async function serveWitness(witness: Witness, port: number, host = '127.0.0.1'): Promise<Server> {
  const server = createServer(
    { requestTimeout: requestWithinMs, headersTimeout: requestWithinMs },
    (request, response) => {
      answer(witness, request, response).catch((error: unknown) => {
        process.stderr.write(`${String(error)}\n`)
        // No cosignature and no reason: what went wrong is this witness's own affair.
        send(response, 500, 'text/plain', 'the witness cannot answer now\n')
      })
    },
  )
  server.maxConnections = mostConnections
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  return server
}

async function answer(witness: Witness, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url?.split('?')[0]
  if (request.method === 'GET' && path === '/api/health') {
    const health = { process: 'witness', ok: true, name: witness.key.key.name, logs: (await witness.logs()).length }
    return send(response, 200, 'application/json', `${JSON.stringify(health)}\n`)
  }
  if (request.method !== 'POST' || path !== '/add-checkpoint') {
    return send(response, 404, 'text/plain', 'A witness answers POST /add-checkpoint.\n')
  }
  const body = await read(request)
  const { status, type, body: content } = body === null ? tooLong : await addCheckpoint(witness, body)
  send(response, status, type, content)
}

const tooLong: Reply = { status: 413, type: 'text/plain', body: 'the request is too long\n' }

/** Null when it is longer than any request, or not UTF-8 in which case it is no request either. */
async function read(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length
    if (length > longestRequestBytes) return null
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  if (response.headersSent || response.destroyed) return
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
}
