import { chmod, mkdir, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { dirname } from 'node:path'
import { Failure } from '#server/platform/errors.ts'
import type { Commands } from '../commands.ts'
import { answer } from './routes.ts'

/** The longest path a Unix socket can have on Linux (unix(7)). */
const longestSocketPath = 107

/** JSON over HTTP on a Unix socket that only this account may open. @throws Failure when the socket cannot be used. */
export async function serveControl(
  path: string,
  commands: Commands,
  onFault: (error: unknown) => void,
): Promise<{ close(): Promise<void> }> {
  if (Buffer.byteLength(path) > longestSocketPath) {
    throw new Failure(
      'unavailable',
      'pathTooLong',
      `${path} is too long for a socket. Use a data folder with a shorter path.`,
    )
  }
  await mkdir(dirname(path), { recursive: true })
  await removeStale(path)
  const server = createServer({ requestTimeout: 0 }, (request, response) => {
    respond(request, response, commands).catch((error: unknown) => {
      onFault(error)
      send(response, 500, { code: 'fault', reason: 'fault', message: 'The edge failed; its log says why.' })
    })
  })
  const umask = process.umask(0o177)
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve))
  } finally {
    process.umask(umask)
  }
  await chmod(path, 0o600)
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A socket nobody listens on is left over from an edge that was killed. */
async function removeStale(path: string): Promise<void> {
  const alive = await new Promise<boolean>((resolve) => {
    const socket = connect(path)
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  })
  if (alive) throw new Failure('unavailable', 'alreadyRunning', `An edge is running already on ${path}. Stop it first.`)
  await rm(path, { force: true })
}

const statusOf: Record<string, number> = {
  conflict: 409,
  refused: 409,
  notFound: 404,
  invalidInput: 400,
  unavailable: 503,
}

async function respond(request: IncomingMessage, response: ServerResponse, commands: Commands): Promise<void> {
  const left = new AbortController()
  response.on('close', () => {
    if (!response.writableFinished) left.abort()
  })
  try {
    const body = await read(request)
    send(response, 200, await answer(commands, request.method ?? '', request.url ?? '', body, left.signal))
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const { code, reason, message, detail } = error
    send(response, statusOf[code] ?? 500, { code, reason, message, detail })
  }
}

async function read(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  if (chunks.length === 0) return null
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    throw new Failure('invalidInput', 'notJson', 'The edge expects JSON.')
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent || response.destroyed) return
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body ?? null))
}
