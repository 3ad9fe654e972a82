// A real small service without dependencies. Its behaviour is part of its artifact: `behaviour.json` beside it.
const fs = require('node:fs')
const http = require('node:http')
const net = require('node:net')

const behaviour = {
  name: 'service',
  errorShare: 0,
  delayMs: 0,
  healthy: true,
  ...JSON.parse(fs.readFileSync('behaviour.json')),
}
if (behaviour.exitAtStart) {
  console.error('no such luck')
  process.exit(3)
}

let closing = false
let served = 0
let failures = 0
const connections = new Set()

const routes = {
  '/health': (_, response) => response.writeHead(behaviour.healthy ? 200 : 503).end(),
  '/echo': (request, response) => {
    response.writeHead(200, { 'content-type': 'application/octet-stream' })
    request.pipe(response)
  },
  '/seen': (request, response) =>
    response.end(JSON.stringify({ url: request.url, method: request.method, headers: request.headers })),
  '/events': (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('data: first\n\n')
    setTimeout(() => response.end('data: last\n\n'), 150)
  },
  '/large': (_, response) => response.end(Buffer.alloc(5_000_000, 'x')),
  '/crash': (_, response) => (behaviour.crashes ? process.exit(9) : response.end('survived')),
  '/slow': (_, response) => setTimeout(() => response.end('slow'), 400),
  '/database': (_, response) => askDatabase((answer) => response.end(answer)),
  '/environment': (_, response) => response.end(JSON.stringify(process.env)),
}

// The first message of PostgreSQL's protocol; an `R` comes back from a server that wants to know who this is.
function askDatabase(tell) {
  const { PGHOST, PGPORT, PGUSER, PGDATABASE } = process.env
  const fields = Buffer.from(`user\0${PGUSER}\0database\0${PGDATABASE}\0\0`)
  const head = Buffer.alloc(8)
  head.writeInt32BE(8 + fields.length, 0)
  head.writeInt32BE(196608, 4)
  const socket = net.connect(`${PGHOST}/.s.PGSQL.${PGPORT}`, () => socket.write(Buffer.concat([head, fields])))
  socket.on('data', (answer) => socket.end() && tell(answer.toString('latin1', 0, 1)))
  socket.on('error', (error) => tell(error.code))
}

const server = http.createServer({ keepAliveTimeout: 70_000 }, (request, response) => {
  if (closing) response.setHeader('connection', 'close')
  response.setHeader('x-version', behaviour.name)
  const path = request.url.split('?')[0]
  if (routes[path]) return routes[path](request, response)
  request.resume()
  setTimeout(() => {
    // Spread evenly, so that a share of failures is exact and not a matter of luck.
    const failing = Math.floor(++served * behaviour.errorShare) > failures
    if (failing) failures++
    response.writeHead(failing ? 500 : 200).end(`${behaviour.name} ${request.url}`)
  }, behaviour.delayMs)
})

server.on('connection', (socket) => {
  connections.add(socket)
  socket.on('close', () => {
    connections.delete(socket)
    if (closing && connections.size === 0) process.exit(0)
  })
})

process.on('SIGTERM', () => {
  closing = true
  net.Server.prototype.close.call(server)
  if (connections.size === 0) process.exit(0)
})

server.listen(process.env.SOCKET_PATH)
if (behaviour.unhealthyAfterMs) setTimeout(() => (behaviour.healthy = false), behaviour.unhealthyAfterMs)
if (behaviour.exitAfterMs) setTimeout(() => process.exit(9), behaviour.exitAfterMs)
