import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Diagnostic, diagnostic } from '#server/policy/toolchain/diagnostic.ts'
import { ownWorkplace, runOpa, type Workplace } from '#server/policy/toolchain/invoke.ts'
import { capabilitiesFile, listSources } from '#server/policy/toolchain/sources.ts'

export interface FormatReport {
  /** False when a file cannot be parsed, or differs and was not written. */
  ok: boolean
  /** Files that differ from OPA's own format. */
  changed: string[]
  diagnostics: Diagnostic[]
}

/** Compares each Rego file with OPA's own format; with `write`, puts it into that format. */
export async function policyFormat(
  options: { write: boolean },
  place: Workplace = ownWorkplace,
): Promise<FormatReport> {
  const { rules, tests } = await listSources(place.root)
  const { answer, diagnostics } = await runOpa<{ changed: Record<string, string> }>(
    { command: 'format', sources: [...rules, ...tests], capabilities: capabilitiesFile },
    place,
  )
  const changed = Object.entries(answer?.changed ?? {})
  if (options.write) for (const [path, text] of changed) await writeFile(join(place.root, path), text)
  const unformatted = options.write ? [] : changed.map(([path]) => diagnostic('format', 'is not formatted', path))
  const found = [...diagnostics, ...unformatted]
  return { ok: found.length === 0, changed: changed.map(([path]) => path), diagnostics: found }
}
