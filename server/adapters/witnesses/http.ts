import type { WitnessWire } from '#server/ports/witnesses.ts'

/** A witness that has not answered by then is asked again with a newer head. */
const answerWithinMs = 3_000
/** Room for the cosignatures of many keys, post-quantum ones too. */
const longestAnswerBytes = 64 * 1024

/** Witnesses over HTTP. A redirect is no answer: the address is part of what was configured. */
export function httpWitnesses({ withinMs = answerWithinMs } = {}): WitnessWire {
  return {
    async addCheckpoint(prefix, body, signal) {
      const response = await fetch(`${prefix.replace(/\/$/, '')}/add-checkpoint`, {
        method: 'POST',
        body,
        redirect: 'error',
        headers: { 'content-type': 'text/plain; charset=utf-8' },
        signal: AbortSignal.any([signal, AbortSignal.timeout(withinMs)]),
      })
      const contentType = response.headers.get('content-type') ?? ''
      return { status: response.status, contentType, body: await textOf(response) }
    },
  }
}

async function textOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body ?? []) {
    length += part.length
    // Leaving the loop cancels the rest.
    if (length > longestAnswerBytes) throw new Error(`the answer is longer than ${longestAnswerBytes} bytes`)
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
