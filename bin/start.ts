import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { bindablePort } from '#server/platform/free-port.ts'
import { AlreadySaid } from '#server/start/already-said.ts'
import { ensureBubblewrap } from '#server/start/bubblewrap.ts'
import { install } from '#server/start/install.ts'
import { takeLock } from '#server/start/lock.ts'

/* Until `install` is done, only Node's own modules may be imported here. */

const root = resolve(import.meta.dirname, '..')
const data = resolve(process.env.DOMINION_DATA ?? join(root, '.data'))
const startedAt = performance.now()

// Whoever read what is said here may be gone; what runs goes on.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})
const say = (line: string) =>
  process.stdout.write(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${line}\n`)

/** What the machine itself needs said to every process. */
const machineVariables =
  /^(PATH|HOME|USER|LOGNAME|LANG|LC_.*|TZ|TMPDIR|SSL_CERT_.*|NODE_EXTRA_CA_CERTS|NO_PROXY|https?_proxy|HTTPS?_PROXY)$/

const machine = Object.fromEntries(Object.entries(process.env).filter(([name]) => machineVariables.test(name)))

/** A port that a killed instance's processes are just letting go counts as free a few seconds later. */
async function ensurePort(variable: string, fallback: string, patienceMs: number): Promise<void> {
  const port = Number(process.env[variable] ?? fallback)
  for (const deadline = Date.now() + patienceMs; ; await sleep(250)) {
    if (await bindablePort(port, process.env.HOST)) return
    if (Date.now() >= deadline)
      throw new Error(`Port ${port} is in use by another program. Choose another: ${variable}=${port + 1} npm start`)
  }
}

/** A signal to npm ends npm and its shell, and reaches nobody below: so npm's end is a signal to stop. */
function stopWithNpm(stop: () => Promise<void>): void {
  const shell = process.ppid
  setInterval(() => process.ppid !== shell && void stop(), 1_000).unref()
}

async function start(): Promise<void> {
  const missing = ensureBubblewrap(say)
  if (!(await takeLock('instance', data)))
    throw new Error(`An instance already runs on ${data}. Use that one, or stop it, or set DOMINION_DATA and PORT.`)
  if (await install(root, process.env, 'run')) say('the packages are installed')
  const { sandboxRemedy } = await import('#server/start/sandbox-status.ts')
  const remedy = (await missing) ?? (await sandboxRemedy())
  if (remedy) say(remedy)

  const { forgetInstance, lastInstance, openDataFolder, recordInstance } = await import('#server/start/state.ts')
  openDataFolder(data)
  const patienceMs = lastInstance(data) ? 12_000 : 0
  if (process.env.PORTAL !== 'no') await ensurePort('PORT', '3000', patienceMs)
  await ensurePort('EDGE_PORT', '3100', patienceMs)

  const { launch } = await import('#server/start/launch.ts')
  let running: { stop(): Promise<void> } | undefined
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    say('stopping')
    // What is only half up ends with this process: everything it started holds a pipe to it.
    await running?.stop()
    if (running) forgetInstance(data)
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  if (process.env.npm_lifecycle_event) stopWithNpm(stop)

  recordInstance(data, '')
  const instance = await launch({ machine, administrator: { ...process.env, DOMINION_DATA: data }, say })
  running = instance
  recordInstance(data, instance.address)
  say(`Codex Dominion is up: ${instance.address}`)
  for (const line of instance.signIn) process.stdout.write(`          ${line}\n`)
}

try {
  await start()
} catch (error) {
  if (!(error instanceof AlreadySaid)) process.stderr.write(`${(error as Error).message}\n`)
  process.exit(1)
}
