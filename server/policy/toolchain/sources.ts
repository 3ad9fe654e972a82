import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Every path is relative to the root and `/`-separated: the compiler writes them into the wasm. */
export const policyFolder = 'policies'
export const dataFile = 'policies/data.json'
export const capabilitiesFile = 'policies/capabilities/capabilities.json'
export const schemaFolder = 'policies/schemas'
export const dist = {
  wasm: 'policies/dist/policy.wasm',
  manifest: 'policies/dist/manifest.json',
  rules: 'policies/dist/rules.json',
} as const

export interface Sources {
  /** What is compiled. */
  rules: string[]
  tests: string[]
}

/** All Rego files under policies/, sorted by code unit, so that every machine gives them in the same order. */
export async function listSources(root: string): Promise<Sources> {
  const all = await readdir(join(root, policyFolder), { recursive: true, withFileTypes: true })
  const paths = all
    .filter((entry) => entry.isFile() && entry.name.endsWith('.rego'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/').replace(/^\/+/, ''))
    .sort()
  return {
    rules: paths.filter((path) => !path.endsWith('_test.rego')),
    tests: paths.filter((path) => path.endsWith('_test.rego')),
  }
}

export async function readText(root: string, path: string): Promise<string> {
  return await readFile(join(root, path), 'utf8')
}

/** The file's content, or null when there is none. */
export async function readIfThere(root: string, path: string): Promise<Buffer | null> {
  return await readFile(join(root, path)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
}
