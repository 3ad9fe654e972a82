import { createServer } from 'node:net'

/** Resolves to the port when it could be bound at this moment (0 means any), else to undefined. */
export function bindablePort(port: number, host = '127.0.0.1'): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined))
    })
  })
}

/** The preferred port when it is free, else any free one. */
export async function freePort(preferred?: number): Promise<number> {
  const port = (preferred && (await bindablePort(preferred))) || (await bindablePort(0))
  if (!port) throw new Error('No free port on 127.0.0.1.')
  return port
}
