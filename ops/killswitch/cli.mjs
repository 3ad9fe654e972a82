// Halts automation with nothing installed or running: plain Node 20, no dependencies, no database.
// Usage: cli.mjs -Scope Global|Service [-ServiceName NAME] [-Reason TEXT]
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { writeJournal } from './journal.mjs'
import { readParameters } from './parameters.mjs'

const acknowledgementMs = 5_000

function knownServices(data) {
  const folder = join(data, 'workspaces')
  return existsSync(folder) ? readdirSync(folder) : []
}

function supervisorRuns(data) {
  const file = join(data, 'run', 'supervisor.pid')
  const pid = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : 0
  if (!(pid > 0)) return false
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

async function acknowledged(file) {
  for (const end = Date.now() + acknowledgementMs; !existsSync(file); await pause(50)) {
    if (Date.now() > end) return false
  }
  return true
}

async function main() {
  const halt = readParameters(process.argv.slice(2))
  const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
  const data = resolve(process.env.DOMINION_DATA?.trim() || join(root, '.data'))
  const digest = await writeJournal(join(data, 'halt'), halt)
  const what = halt.service === null ? 'All automation' : `Automation for ${halt.service}`
  const said = `${what} is halted (reason: ${halt.reason})`
  if (halt.service !== null && !knownServices(data).includes(halt.service)) {
    console.error(`Warning: no service is called ${halt.service} here. It is halted by that name all the same.`)
  }
  if (!supervisorRuns(data)) {
    console.log(`${said}. Nothing is running; the halt holds at the next start.`)
  } else if (await acknowledged(join(data, 'halt', 'acknowledged', digest))) {
    console.log(`${said}. The running system has acknowledged it.`)
  } else {
    console.log(`${said} in the journal, but the running system has not acknowledged it.`)
    console.error(`Stop it by hand if it does not: end the process in ${join(data, 'run', 'supervisor.pid')}.`)
  }
}

main().catch((error) => {
  console.error(`Not halted: ${error.message}`)
  process.exitCode = 2
})
