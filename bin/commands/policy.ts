import { parseArgs } from 'node:util'
import {
  type Diagnostic,
  policyBuild,
  policyCheck,
  policyFormat,
  policyMutate,
  policyTest,
  policyVerify,
  printDiagnostic,
} from '#server/policy/toolchain/index.ts'
import { type Command, exitCodes, print, UsageError } from './command.ts'

const usage = `
Usage: dominion policy build    compile policies/ and write what is generated from it
       dominion policy test     run every Rego test, with coverage
       dominion policy mutate   change each rule in small ways and name what no test notices; takes minutes
       dominion policy check    strict compilation against the input schemas, complete metadata
       dominion policy fmt      compare with OPA's own format; --write puts it right
       dominion policy verify   prove that what is committed is what the sources give, byte for byte

Options: --json. Needs nothing but Node.
`

interface Report {
  ok: boolean
  diagnostics: Diagnostic[]
}

const actions: Readonly<Record<string, (write: boolean) => Promise<{ report: Report; summary: string }>>> = {
  async build() {
    const report = await policyBuild()
    return {
      report,
      summary: `policy ${report.digest?.slice(0, 12) ?? 'not built'}, ${report.written.length} files written`,
    }
  },
  async test() {
    const report = await policyTest()
    return { report, summary: `${report.passed} passed, ${report.failed} failed, ${report.coveragePercent} % of lines` }
  },
  async mutate() {
    const report = await policyMutate()
    const score = report.scorePercent?.toFixed(1) ?? '0'
    return { report, summary: `${score} % of ${report.killed + report.survived} changes were noticed` }
  },
  async check() {
    const report = await policyCheck()
    return { report, summary: report.ok ? 'every rule compiles and is complete' : 'not every rule holds' }
  },
  async fmt(write) {
    const report = await policyFormat({ write })
    return { report, summary: `${report.changed.length} files ${write ? 'rewritten' : 'differ'}` }
  },
  async verify() {
    const report = await policyVerify()
    return {
      report,
      summary: report.ok ? `policy ${report.digest?.slice(0, 12)} is what its sources give` : 'it differs',
    }
  },
}

export const command: Command = {
  usage,
  async run(argv) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { write: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
    })
    const action = actions[positionals[0] ?? '']
    if (!action) throw new UsageError('Say what: build, test, mutate, check, fmt or verify.')
    const { report, summary } = await action(values.write)
    print(values.json, report, [...report.diagnostics.map(printDiagnostic), summary])
    return report.ok ? exitCodes.done : exitCodes.failed
  },
}
