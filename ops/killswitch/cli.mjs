// Halts automation with nothing installed or running: plain Node 20, no dependencies, no database.
// Usage: cli.mjs -Scope Global|Service [-ServiceName NAME] [-Reason TEXT]
import { createHash, randomUUID } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, readdirSync, writeSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const acknowledgementMs = 5_000

/** PowerShell's parameter names, whatever their case; `--name` works too. */
export function readArguments(argv) {
  const known = { scope: 'scope', servicename: 'service', reason: 'reason' }
  const found = {}
  for (let i = 0; i < argv.length; i += 2) {
    const name = known[argv[i].replace(/^--?/, '').toLowerCase()]
    if (!name) throw new Error(`unknown parameter ${argv[i]}`)
    if (argv[i + 1] === undefined) throw new Error(`${argv[i]} needs a value`)
    found[name] = argv[i + 1]
  }
  const scope = found.scope?.toLowerCase()
  if (scope !== 'global' && scope !== 'service') throw new Error('-Scope must be Global or Service')
  if (scope === 'service' && !found.service) throw new Error('-Scope Service needs -ServiceName')
  if (found.service && !/^[A-Za-z][A-Za-z0-9._-]{0,63}$/.test(found.service))
    throw new Error('-ServiceName is not a name')
  return { service: scope === 'service' ? found.service : null, reason: found.reason?.trim() || 'unspecified' }
}

/** Appends one line that names the line before it, on disk before this returns. */
export function writeJournal(folder, halt) {
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  const file = join(folder, 'journal.ndjson')
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
  const digest = (line) => createHash('sha256').update(line).digest('hex')
  const previous = lines.length > 0 ? digest(lines.at(-1)) : ''
  const line = JSON.stringify({ id: randomUUID(), at: new Date().toISOString(), ...halt, previous })
  const descriptor = openSync(file, 'a', 0o600)
  writeSync(descriptor, `${line}\n`)
  fsyncSync(descriptor)
  closeSync(descriptor)
  return digest(line)
}

function knownServices(data) {
  const folder = join(data, 'workspaces')
  return existsSync(folder) ? readdirSync(folder) : []
}

function supervisorRuns(data) {
  try {
    process.kill(Number(readFileSync(join(data, 'run', 'supervisor.pid'), 'utf8')), 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

async function acknowledged(file) {
  const end = Date.now() + acknowledgementMs
  while (!existsSync(file)) {
    if (Date.now() > end) return false
    await pause(50)
  }
  return true
}

async function main() {
  const halt = readArguments(process.argv.slice(2))
  const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
  const data = resolve(process.env.DOMINION_DATA ?? join(root, '.data'))
  const digest = writeJournal(join(data, 'halt'), halt)
  const what = halt.service === null ? 'All automation' : `Automation for ${halt.service}`
  if (halt.service !== null && !knownServices(data).includes(halt.service)) {
    console.error(`Warning: no service is called ${halt.service} here. It is halted by that name all the same.`)
  }
  if (!supervisorRuns(data)) {
    console.log(`${what} is halted (reason: ${halt.reason}). Nothing is running; the halt holds at the next start.`)
  } else if (await acknowledged(join(data, 'halt', 'acknowledged', digest))) {
    console.log(`${what} is halted (reason: ${halt.reason}). The running system has acknowledged it.`)
  } else {
    console.log(
      `${what} is halted (reason: ${halt.reason}) in the journal, but the running system has not acknowledged it.`,
    )
    console.error('Stop it by hand if it does not: end the process in .data/run/supervisor.pid.')
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(`halt: ${error.message}`)
    process.exitCode = 2
  })
}
