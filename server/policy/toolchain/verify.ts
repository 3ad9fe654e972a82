import { compilePolicies } from '#server/policy/toolchain/compile.ts'
import { type Diagnostic, diagnostic } from '#server/policy/toolchain/diagnostic.ts'
import { ownWorkplace, type Workplace } from '#server/policy/toolchain/invoke.ts'
import { readIfThere } from '#server/policy/toolchain/sources.ts'

export interface VerifyReport {
  /** True when every generated file is byte for byte what the sources give. */
  ok: boolean
  digest: string | null
  diagnostics: Diagnostic[]
}

/** Builds again from the sources and compares with what is committed. Writes nothing. */
export async function policyVerify(place: Workplace = ownWorkplace): Promise<VerifyReport> {
  const { manifest, files, diagnostics } = await compilePolicies(place)
  const found = [...diagnostics]
  for (const [path, expected] of files) {
    const committed = await readIfThere(place.root, path)
    if (committed === null) found.push(diagnostic('missing', 'is missing; run policy build', path))
    else if (!committed.equals(expected))
      found.push(diagnostic('stale', 'is not what its sources give; run policy build', path))
  }
  return { ok: found.length === 0, digest: manifest?.digest ?? null, diagnostics: found }
}
