/**
 * Runs inside the sandbox: `node install-inside.ts <npm-cli.js> <npm arguments…>`. The sandbox has a loopback of its own and no
 * network; this opens a port there and passes each connection on to the registry broker's socket.
 */
import { spawn } from 'node:child_process'
import { connect, createServer } from 'node:net'

const relay = createServer((client) => {
  const broker = connect('/run/registry/registry.sock')
  client.on('error', () => broker.destroy())
  broker.on('error', () => client.destroy())
  client.pipe(broker).pipe(client)
})

relay.listen(0, '127.0.0.1', () => {
  const address = `http://127.0.0.1:${(relay.address() as { port: number }).port}`
  const proxy = [`--proxy=${address}`, `--https-proxy=${address}`, '--noproxy=']
  spawn(process.execPath, [...process.argv.slice(2), ...proxy], { stdio: 'inherit' }).on('exit', (code) =>
    process.exit(code ?? 1),
  )
})
