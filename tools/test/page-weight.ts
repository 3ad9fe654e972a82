import { join } from 'node:path'
import { packageRoot } from '#server/platform/env.ts'
import { type ScriptBudget, scriptBudgets } from '#tools/figures/budgets.ts'
import { scriptsOf, verdictOn } from '#tools/figures/built-scripts.ts'
import { testBuild } from './stages.ts'

/** A program: weighs the scripts of the busiest pages, as the build left them, against what they may cost. */
const build = join(packageRoot, testBuild)
for (const [page, budget] of Object.entries<ScriptBudget>(scriptBudgets)) {
  const { ok, line } = verdictOn(page, budget, scriptsOf(build, budget))
  process.stdout.write(`${line}\n`)
  if (!ok) process.exitCode = 1
}
