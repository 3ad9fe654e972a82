import { Agent, request } from 'node:http'

export interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

export interface Client {
  send(url: string, options?: SendOptions): Promise<Answer>
  close(): void
}

export interface SendOptions {
  method?: string
  headers?: Record<string, string>
  body?: string | Buffer
}

/** A client with kept-alive connections, as browsers and other services have. A broken connection rejects. */
export function client(connections = 64): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  return {
    send: (url, { method = 'GET', headers = {}, body } = {}) =>
      new Promise((resolve, reject) => {
        const sent = request(url, { method, headers, agent }, (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject)
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8')
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text })
          })
        })
        sent.on('error', reject).end(body)
      }),
    close: () => agent.destroy(),
  }
}

/** What a steady stream of requests met. */
export interface Met {
  sent: number
  /** Connections broken or refused: requests that got no answer. */
  dropped: number
  statuses: Record<number, number>
  versions: Record<string, number>
}

/** Sends at a steady rate, each request as another person, until told to stop. Resolves when the last is answered. */
export function traffic(url: () => string, perSecond: number, using: Client): { met: Met; stop(): Promise<Met> } {
  const met: Met = { sent: 0, dropped: 0, statuses: {}, versions: {} }
  const waiting = new Set<Promise<void>>()
  const one = async () => {
    const headers = { authorization: `person-${met.sent++}` }
    try {
      const answer = await using.send(url(), { headers })
      met.statuses[answer.status] = (met.statuses[answer.status] ?? 0) + 1
      const name = String(answer.headers['x-version'] ?? 'none')
      met.versions[name] = (met.versions[name] ?? 0) + 1
    } catch {
      met.dropped++
    }
  }
  let due = performance.now()
  const timer = setInterval(() => {
    for (; due <= performance.now(); due += 1000 / perSecond) {
      const each = one().finally(() => waiting.delete(each))
      waiting.add(each)
    }
  }, 5)
  return {
    met,
    async stop() {
      clearInterval(timer)
      await Promise.all(waiting)
      return met
    },
  }
}

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Resolves once it holds. @throws when it does not within ten seconds. */
export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = performance.now() + 10_000
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Waited ten seconds for: ${what}`)
    await sleep(20)
  }
}
