import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { compilePolicies } from '#server/policy/toolchain/compile.ts'
import type { Diagnostic } from '#server/policy/toolchain/diagnostic.ts'
import { ownWorkplace, type Workplace } from '#server/policy/toolchain/invoke.ts'
import { readIfThere } from '#server/policy/toolchain/sources.ts'

export interface BuildReport {
  ok: boolean
  /** The new policy's digest; null when it did not build, and then nothing was written. */
  digest: string | null
  /** Generated files whose bytes changed. */
  written: string[]
  diagnostics: Diagnostic[]
}

/** Compiles policies/ and writes what is generated from it: data.json, schemas and dist. */
export async function policyBuild(place: Workplace = ownWorkplace): Promise<BuildReport> {
  const { manifest, files, diagnostics } = await compilePolicies(place)
  if (manifest === null) return { ok: false, digest: null, written: [], diagnostics }
  const written: string[] = []
  for (const [path, bytes] of files) {
    if ((await readIfThere(place.root, path))?.equals(bytes)) continue
    await mkdir(dirname(join(place.root, path)), { recursive: true })
    await writeFile(join(place.root, path), bytes)
    written.push(path)
  }
  return { ok: true, digest: manifest.digest, written, diagnostics }
}
