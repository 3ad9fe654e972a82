import { type Dispatcher, Pool } from 'undici'

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
  /** Lets requests in flight finish. */
  close(): Promise<void>
  destroy(): Promise<void>
}

export function openUpstream(socketPath: string): Upstream {
  const pool = new Pool('http://service', { socketPath, connections: 256, pipelining: 1, bodyTimeout: 0 })
  return {
    dispatch(request, handler) {
      pool.dispatch(request, handler)
    },
    get: (path, timeoutMs) => get(pool, path, timeoutMs),
    close: () => pool.close(),
    destroy: () => pool.destroy(),
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
