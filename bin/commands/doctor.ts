import { existsSync, readFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { compose } from '#server/composition.ts'
import { anchorStandings } from '#server/loop/ledger/anchor/index.ts'
import { auditLedger } from '#server/loop/ledger/index.ts'
import { database } from '#server/platform/db/index.ts'
import { env } from '#server/platform/env.ts'
import { activePolicy } from '#server/policy/index.ts'
import { policyVerify } from '#server/policy/toolchain/index.ts'
import { type Command, exitCodes, print } from './command.ts'
import { withInstance } from './instance.ts'

const usage = `
Usage: dominion doctor [--json]

Looks at everything this instance needs and says what is in place, where it is, and what to do about what is not.
`

interface Finding {
  what: string
  ok: boolean
  says: string
}

const enoughDiskBytes = 2_000_000_000

const examinations: Readonly<Record<string, () => Promise<string>>> = {
  async node() {
    return `${process.version} at ${process.execPath}`
  },
  async data() {
    const { DOMINION_DATA } = env()
    const location = join(DOMINION_DATA, 'location')
    const moved = existsSync(location) ? `; databases in ${readFileSync(location, 'utf8').trim()}` : ''
    return `${DOMINION_DATA}${moved}`
  },
  async disk() {
    const { bavail, bsize } = await statfs(env().DOMINION_DATA)
    const free = bavail * bsize
    if (free < enoughDiskBytes) throw new Error(`${Math.round(free / 1e6)} MB free; make room for at least 2 GB`)
    return `${Math.round(free / 1e9)} GB free`
  },
  async sandbox() {
    const status = await compose().sandbox.status()
    if (!status.available) throw new Error(`${status.reason} Remedy: ${status.remedy}`)
    return `bubblewrap ${status.version}${status.reduced ? `. ${status.reduced}` : ''}`
  },
  async database() {
    const [row] = await database().$queryRaw<{ version: string }[]>`SELECT version()`
    return row?.version.split(',')[0] ?? ''
  },
  async ledger() {
    const report = await auditLedger(database(), { signatures: false })
    if (!report.ok) throw new Error(`${report.faults[0]?.where}: ${report.faults[0]?.what}`)
    return `${report.entries} entries, tree intact`
  },
  async anchors() {
    const { remotes } = compose().anchors
    const standing = await anchorStandings(database(), remotes)
    const late = standing.find(({ overdue }) => overdue)
    if (late) throw new Error(`${late.remote} has not accepted the ledger’s head; the worker’s health says why`)
    if (remotes.length === 0) return 'on this machine only: LEDGER_ANCHOR_REMOTES names no remote'
    return standing.map(({ remote, size }) => `${remote} holds ${size} entries`).join('; ')
  },
  async policy() {
    const { digest } = await activePolicy()
    const verified = await policyVerify()
    if (!verified.ok) throw new Error('policies/dist is not what its sources give; run dominion policy build')
    return `${digest.slice(0, 12)}, as its sources give it`
  },
  async edge() {
    return `${(await compose().runtime.running()).length} versions running`
  },
  async models() {
    return env().ANTHROPIC_API_KEY ? 'Claude, then templates' : 'templates only: no ANTHROPIC_API_KEY is set'
  },
}

export const command: Command = {
  usage,
  async run(argv) {
    const { values } = parseArgs({ args: [...argv], options: { json: { type: 'boolean', default: false } } })
    const findings = await withInstance(() => Promise.all(Object.entries(examinations).map(examine)))
    const lines = findings.map(({ what, ok, says }) => `${ok ? 'ok   ' : 'FAULT'}  ${what.padEnd(9)} ${says}`)
    print(values.json, { ok: findings.every(({ ok }) => ok), findings }, lines)
    return findings.every(({ ok }) => ok) ? exitCodes.done : exitCodes.failed
  },
}

async function examine([what, look]: [string, () => Promise<string>]): Promise<Finding> {
  try {
    return { what, ok: true, says: await look() }
  } catch (error) {
    return { what, ok: false, says: error instanceof Error ? error.message : String(error) }
  }
}
