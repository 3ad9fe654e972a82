import type { ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import type { Controller, Handler } from '../upstream.ts'
import type { Supervised } from '../versions/supervise.ts'
import { edgeLimits, type Slot } from '../vocabulary.ts'
import { responseHeaders } from './headers.ts'

export interface AttemptRequest {
  method: string
  path: string
  headers: string[]
  body: Readable | Buffer | null
}

/** `retryable`: nothing reached the client and the answer was a failure. `unanswered`: failed, and the client still waits. */
export type Outcome = 'answered' | 'retryable' | 'unanswered' | 'clientGone'

/** The client went away while its request was being read. */
export class ClientLeft extends Error {
  override readonly name = 'ClientLeft'
}

/** A withheld answer may still be read this far and this long to keep its connection. */
const withheldLimit = { bytes: 65_536, ms: 1000 }

/** Faults of the request itself, which no version could have answered. */
const requestFaults = new Set(['UND_ERR_INVALID_ARG', 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH'])

/**
 * One request to one version, its answer streamed to the client with back pressure both ways. Counted exactly once, when the
 * answer ends (event streams: when it begins). With `mayRetry`, an answer of 500 and above is withheld.
 */
export function attempt(
  version: Supervised,
  slot: Slot,
  request: AttemptRequest,
  response: ServerResponse,
  { principal, mayRetry, closing }: { principal: string; mayRetry: boolean; closing: () => boolean },
): Promise<Outcome> {
  const started = performance.now()
  return new Promise((resolve) => {
    let controller: Controller | null = null
    let status = 0
    let answeredAfter = 0
    let counted = false
    let gone = false
    const release = version.borrow()

    const count = (failed: boolean) => {
      if (counted) return
      counted = true
      const ms = answeredAfter || performance.now() - started
      version.attempted({ source: 'live', slot, status, failed, ms, principal })
    }
    const settle = (outcome: Outcome) => {
      response.off('close', onClientClose)
      response.off('drain', onDrain)
      release()
      resolve(outcome)
    }
    const onClientClose = () => {
      if (response.writableFinished) return
      gone = true
      controller?.abort(new ClientLeft())
    }
    const onDrain = () => controller?.resume()
    response.on('close', onClientClose)
    response.on('drain', onDrain)

    let withheld: ((chunk: Buffer) => void) | null = null
    const answer: Handler = {
      onRequestStart(given) {
        controller = given
        if (gone) given.abort(new ClientLeft())
      },
      onResponseStart(given, code, _, statusText) {
        if (code < 200) return
        status = code
        answeredAfter = performance.now() - started
        if (mayRetry && code >= 500) {
          withheld = discarding(given)
          count(true)
          return settle('retryable')
        }
        if (begin(response, code, statusText, given, closing()) === 'eventStream') count(code >= 500)
      },
      onResponseData(given, chunk) {
        if (withheld) withheld(chunk)
        else if (!response.write(chunk)) given.pause()
      },
      onResponseEnd() {
        if (withheld) return
        count(status >= 500)
        response.end()
        settle('answered')
      },
      onResponseError(_, error) {
        if (withheld) return
        const notItsFault = gone || error instanceof ClientLeft || requestFaults.has(codeOf(error))
        count(!notItsFault)
        if (gone || error instanceof ClientLeft) return settle('clientGone')
        if (!response.headersSent) return settle(mayRetry ? 'retryable' : 'unanswered')
        // Half an answer is out: only a broken connection tells the client so.
        response.destroy()
        settle('answered')
      },
    }
    version.upstream.dispatch({ ...request, headersTimeout: edgeLimits.answerMs }, answer)
  })
}

function begin(
  response: ServerResponse,
  code: number,
  statusText: string | undefined,
  given: Controller,
  closing: boolean,
) {
  const headers = responseHeaders((given.rawHeaders ?? []) as (Buffer | string)[])
  if (closing) headers.push('connection', 'close')
  response.writeHead(code, statusText, headers)
  if (!isEventStream(headers)) return 'answer'
  response.flushHeaders()
  return 'eventStream'
}

function discarding(given: Controller): (chunk: Buffer) => void {
  const giveUp = () => given.abort(new Error('a withheld answer took too long'))
  setTimeout(giveUp, withheldLimit.ms).unref()
  let bytes = 0
  return (chunk) => {
    bytes += chunk.length
    if (bytes > withheldLimit.bytes) giveUp()
  }
}

function isEventStream(headers: readonly string[]): boolean {
  const at = headers.findIndex((name, i) => i % 2 === 0 && name.toLowerCase() === 'content-type')
  return at >= 0 && (headers[at + 1] ?? '').startsWith('text/event-stream')
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}
