import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type BundleVerdict, verifyBundle } from '#server/loop/ledger/proof/index.ts'
import { type Command, exitCodes, print, UsageError } from './command.ts'

const usage = `
Usage: dominion verify BUNDLE.tar.gz [--key VKEY] [--json]   check an evidence bundle, offline and in full
       dominion verify [--json]                             re-derive this instance's whole ledger

  --key VKEY   the log's key as you know it; without it the bundle's own key is used, and the answer says so

A bundle is checked without a database, a data folder or a network. docs/guides/verify.md does it without this program.
Exit codes: 0 it holds, 1 it does not (what does not is named), 2 there is no such file or option.
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
    return file ? await verifyFile(file, values.key, values.json) : await audit(values.json)
  },
}

async function verifyFile(file: string, key: string | undefined, json: boolean): Promise<number> {
  const bytes = await readFile(file).catch((error: Error) => {
    throw new UsageError(`${file} cannot be read: ${error.message}.`)
  })
  const verdict = await verifyBundle(bytes, key ? { checkpointKey: key } : {})
  print(json, verdict, linesOf(verdict))
  return verdict.ok ? exitCodes.done : exitCodes.failed
}

/** What `verify` tells people of a bundle. */
export function linesOf(verdict: BundleVerdict): string[] {
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

/** What it needs of an instance is loaded only here: a bundle is checked where there is none. */
async function audit(json: boolean): Promise<number> {
  const { auditLedger } = await import('#server/loop/ledger/index.ts')
  const { database } = await import('#server/platform/db/index.ts')
  const { withInstance } = await import('./instance.ts')
  const report = await withInstance(() => auditLedger(database()))
  const faults = report.faults.map(({ where, what }) => `BROKEN  ${where}: ${what}`)
  print(json, report, [
    `${report.ok ? 'OK' : 'NOT OK'}: ${report.entries} entries, ${report.heads} signed heads`,
    ...faults,
  ])
  return report.ok ? exitCodes.done : exitCodes.failed
}
