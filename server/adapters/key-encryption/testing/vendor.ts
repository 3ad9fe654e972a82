import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A local server that speaks one vendor's wire, and fails as that vendor does. */
export interface Vendor {
  url: string
  /** What the next answers are instead of true ones, in this order. */
  faults: Fault[]
  /** Requests that came. */
  asked: number
  close(): Promise<void>
}

export interface Answer {
  status: number
  body: unknown
  headers?: Record<string, string>
}

/** `silent` never answers, `truncated` ends in the middle of its JSON, `gone` closes the line. */
export type Fault = Answer | 'silent' | 'truncated' | 'gone'

export interface Asked {
  path: string
  headers: IncomingMessage['headers']
  method: string
  body: string
}

/** @param answer what a well server says */
export async function vendorServer(answer: (asked: Asked) => Answer): Promise<Vendor> {
  const vendor: Vendor = { url: '', faults: [], asked: 0, close: async () => undefined }
  const server = createServer(async (request, response) => {
    const body = await text(request)
    vendor.asked++
    const asked = { path: request.url ?? '', headers: request.headers, method: request.method ?? '', body }
    tell(vendor.faults.shift() ?? answer(asked), response, () => answer(asked))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  vendor.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  vendor.close = async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
  return vendor
}

function tell(fault: Fault, response: ServerResponse, well: () => Answer): void {
  if (fault === 'silent') return
  if (fault === 'gone') return void response.destroy()
  const { status, body, headers } = fault === 'truncated' ? well() : fault
  const whole = JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(fault === 'truncated' ? whole.slice(0, whole.length / 2) : whole)
}
