import { writeFileSync } from 'node:fs'
import { z } from 'zod'
import { policyCheck, policyFormat, policyTest, policyVerify, printDiagnostic } from '#server/policy/toolchain/index.ts'

/** A program: every Rego test, and that what is committed in policies/dist is what the sources give. */
const tests = await policyTest()
const others = [await policyCheck(), await policyVerify(), await policyFormat({ write: false })]
const diagnostics = [tests, ...others].flatMap((report) => report.diagnostics)
for (const diagnostic of diagnostics) process.stderr.write(`${printDiagnostic(diagnostic)}\n`)
const ok = tests.ok && others.every((report) => report.ok)
writeFileSync(z.string().parse(process.env.TEST_REPORT), JSON.stringify({ passed: tests.passed, failed: tests.failed }))
process.stdout.write(
  `${tests.passed} passed, ${tests.failed} failed, ${tests.coveragePercent} % of the lines covered\n`,
)
process.exitCode = ok ? 0 : 1
