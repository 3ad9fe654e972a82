import type { Socket } from 'node:net'
import { type buildConnector, type Dispatcher, Pool } from 'undici'
import { connectToService } from './service-socket.ts'

const connectMs = 2000

export type Handler = Dispatcher.DispatchHandler
export type Controller = Dispatcher.DispatchController
export type OutgoingRequest = Pick<
  Dispatcher.DispatchOptions,
  'method' | 'path' | 'headers' | 'body' | 'headersTimeout'
>

/** Connections to one version over its socket. The only place where the edge itself makes requests. */
export interface Upstream {
  dispatch(request: OutgoingRequest, handler: Handler): void
  /** A whole GET, its body dropped. Never throws: `status` is null when no answer came in time. */
  get(path: string, timeoutMs: number): Promise<{ status: number | null; ms: number }>
  destroy(): Promise<void>
}

export function openUpstream(socketPath: string): Upstream {
  const connect = connectorTo(socketPath)
  const pool = new Pool('http://service', { connect, connections: 256, pipelining: 1, bodyTimeout: 0 })
  return {
    dispatch(request, handler) {
      pool.dispatch(request, handler)
    },
    get: (path, timeoutMs) => get(pool, path, timeoutMs),
    destroy: () => pool.destroy(),
  }
}

function connectorTo(socketPath: string): buildConnector.connector {
  return (_, callback) => {
    let socket: Socket
    try {
      socket = connectToService(socketPath)
    } catch (error) {
      // Later, as a failed connection would: undici expects no answer before this function returns.
      return void setImmediate(callback, error as Error, null)
    }
    const timer = setTimeout(
      () => socket.destroy(new Error('The socket did not accept the connection in time.')),
      connectMs,
    )
    const failed = (error: Error) => {
      clearTimeout(timer)
      callback(error, null)
    }
    socket.setNoDelay(true)
    socket.once('error', failed).once('connect', () => {
      clearTimeout(timer)
      socket.off('error', failed)
      callback(null, socket)
    })
  }
}

function get(pool: Pool, path: string, timeoutMs: number): Promise<{ status: number | null; ms: number }> {
  const started = performance.now()
  return new Promise((resolve) => {
    let controller: Controller | null = null
    let status: number | null = null
    const finish = (answer: number | null) => {
      clearTimeout(timer)
      resolve({ status: answer, ms: performance.now() - started })
    }
    const timer = setTimeout(() => {
      finish(null)
      controller?.abort(new Error('timed out'))
    }, timeoutMs)
    const headers = ['host', 'service', 'user-agent', 'dominion-probe', 'accept', '*/*']
    pool.dispatch(
      { method: 'GET', path, headers },
      {
        onRequestStart: (given) => {
          controller = given
        },
        onResponseStart: (_, code) => {
          status = code
        },
        onResponseData: () => {},
        onResponseEnd: () => finish(status),
        onResponseError: () => finish(null),
      },
    )
  })
}
