import { readRules } from '#server/policy/toolchain/annotations.ts'
import type { Diagnostic } from '#server/policy/toolchain/diagnostic.ts'
import { ownWorkplace, runOpa, type Workplace } from '#server/policy/toolchain/invoke.ts'
import { capabilitiesFile, listSources, schemaFolder } from '#server/policy/toolchain/sources.ts'

export interface CheckOutcome {
  ok: boolean
  diagnostics: Diagnostic[]
}

/** Strict compilation against the input schemas, with native builtins only, and complete METADATA over every rule. */
export async function policyCheck(place: Workplace = ownWorkplace): Promise<CheckOutcome> {
  const { rules, tests } = await listSources(place.root)
  const checked = await runOpa(
    { command: 'check', sources: [...rules, ...tests], schemas: schemaFolder, capabilities: capabilitiesFile },
    place,
  )
  const metadata = await readRules(place)
  const diagnostics = [...checked.diagnostics, ...metadata.diagnostics]
  return { ok: diagnostics.length === 0, diagnostics }
}
