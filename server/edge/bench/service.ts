import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArtifactStore } from '#server/ports/artifacts.ts'
import { annotationsFor } from '../schemas.ts'

/** The least a governed service is: it answers on its socket, is healthy, and ends when its last connection does. */
const program = (name: string, status: number) => `
const http = require('node:http')
const net = require('node:net')
let closing = false
let open = 0
const server = http.createServer({ keepAliveTimeout: 70000 }, (request, response) => {
  if (closing) response.setHeader('connection', 'close')
  response.setHeader('x-version', '${name}')
  response.writeHead(request.url === '/health' ? 200 : ${status}).end()
})
const endWhenEmpty = () => closing && open === 0 && process.exit(0)
server.on('connection', (socket) => {
  open++
  socket.on('close', () => { open--; endWhenEmpty() })
})
process.on('SIGTERM', () => {
  closing = true
  net.Server.prototype.close.call(server)
  endWhenEmpty()
})
server.listen(process.env.SOCKET_PATH)
`

/** Stores a version of the bench's service that answers every request with one status. Returns its digest. */
export async function storeService(
  store: ArtifactStore,
  folder: string,
  { name, status }: { name: string; status: number },
): Promise<string> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'server.js'), program(name, status))
  const run = { start: ['node', 'server.js'], migrate: [], healthPath: '/health', needsDatabase: false }
  return (await store.put(folder, annotationsFor(run))).digest
}
