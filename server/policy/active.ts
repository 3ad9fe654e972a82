import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { packageRoot } from '#server/platform/env.ts'
import { loadPolicy, type Policy, type PolicyFiles } from './evaluate.ts'

/** Reads the committed policy of a repository. */
export async function readPolicyFiles(root: string): Promise<PolicyFiles> {
  const folder = join(root, 'policies')
  const [manifest, data, rules, wasm] = await Promise.all([
    readFile(join(folder, 'dist', 'manifest.json'), 'utf8'),
    readFile(join(folder, 'data.json'), 'utf8'),
    readFile(join(folder, 'dist', 'rules.json'), 'utf8'),
    readFile(join(folder, 'dist', 'policy.wasm')),
  ])
  return { manifest, data, rules, wasm: new Uint8Array(wasm) }
}

let loaded: Promise<Policy> | undefined

/**
 * The policy in force in this process: the one that came with the product. Loaded once.
 * @throws PolicyRefusal when it is not what its manifest names; then nothing is allowed.
 */
export function activePolicy(): Promise<Policy> {
  loaded ??= readPolicyFiles(packageRoot).then(loadPolicy)
  return loaded
}
