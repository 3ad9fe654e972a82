import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { httpWitnesses } from './index.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function answering(answer: (response: ServerResponse, body: string) => void): Promise<string> {
  const server = createServer(async (request, response) => {
    const parts = await request.setEncoding('utf8').toArray()
    answer(response, `${request.method} ${request.url}\n${parts.join('')}`)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const asking = (url: string, withinMs = 20_000) =>
  httpWitnesses({ withinMs }).addCheckpoint(url, 'old 0\n\nnote', new AbortController().signal)

describe('witnesses over HTTP', () => {
  it('are asked at their prefix, and what they answer comes back as it is', async () => {
    const url = await answering((response, body) =>
      response.writeHead(409, { 'content-type': 'text/x.tlog.size' }).end(body),
    )
    const body = 'POST /prefix/add-checkpoint\nold 0\n\nnote'
    for (const prefix of [`${url}/prefix`, `${url}/prefix/`])
      expect(await asking(prefix)).toEqual({ status: 409, contentType: 'text/x.tlog.size', body })
  })
  it('may answer nothing, and are given up', async () => {
    await expect(asking(await answering(() => undefined), 200)).rejects.toThrow('timeout')
  })
  it('may answer byte by byte for ever, and are given up', async () => {
    const url = await answering((response) => {
      const timer = setInterval(() => response.write('x'), 20)
      response.once('close', () => clearInterval(timer))
    })
    await expect(asking(url, 300)).rejects.toThrow('timeout')
  })
  it('may answer without end, and are cut off', async () => {
    const url = await answering((response) => {
      const more = () => {
        while (response.writable && response.write('x'.repeat(65_536)));
      }
      response.on('drain', more)
      more()
    })
    await expect(asking(url)).rejects.toThrow('longer than')
  })
  it('may not send on to another address', async () => {
    const other = await answering((response) => response.end('other'))
    const url = await answering((response) => response.writeHead(307, { location: other }).end())
    await expect(asking(url)).rejects.toThrow()
  })
  it('may not be there', async () => {
    await expect(asking('http://127.0.0.1:1')).rejects.toThrow()
  })
})
