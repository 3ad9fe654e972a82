import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { auditLedger, type BundleVerdict, nativeMlDsa44, verifyBundle } from '#server/loop/ledger/index.ts'
import { database } from '#server/platform/db/index.ts'
import { type Command, exitCodes, print } from './command.ts'
import { withInstance } from './instance.ts'

const usage = `
Usage: dominion verify BUNDLE.tar.gz [--key VKEY] [--json]   check an evidence bundle, offline and in full
       dominion verify [--json]                             re-derive this instance's whole ledger

  --key VKEY   the log's key as you know it; without it the bundle's own key is used, and the answer says so
`

export const command: Command = {
  usage,
  async run(argv) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { key: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    const [file] = positionals
    return file ? await verifyFile(file, values.key, values.json) : await withInstance(() => audit(values.json))
  },
}

async function verifyFile(file: string, key: string | undefined, json: boolean): Promise<number> {
  const trusted = key ? { checkpointKey: key } : {}
  const verdict = await verifyBundle(await readFile(file), { ...trusted, verifyMlDsa: nativeMlDsa44 })
  print(json, verdict, linesOf(verdict))
  return verdict.ok ? exitCodes.done : exitCodes.failed
}

function linesOf(verdict: BundleVerdict): string[] {
  const faults = verdict.faults.map(({ where, what }) => `BROKEN  ${where}: ${what}`)
  const proved = verdict.proved.map((sentence) => `proved      ${sentence}`)
  const not = verdict.notProved.map((sentence) => `not proved  ${sentence}`)
  return [
    verdict.ok ? `OK: change ${verdict.changeId}, ${verdict.entries.length} entries` : 'NOT OK',
    ...faults,
    ...proved,
    ...not,
  ]
}

async function audit(json: boolean): Promise<number> {
  const report = await auditLedger(database())
  const faults = report.faults.map(({ where, what }) => `BROKEN  ${where}: ${what}`)
  print(json, report, [
    `${report.ok ? 'OK' : 'NOT OK'}: ${report.entries} entries, ${report.heads} signed heads`,
    ...faults,
  ])
  return report.ok ? exitCodes.done : exitCodes.failed
}
