import * as z from 'zod/mini'
import { deriveManifest } from './derive-manifest.ts'
import type { ManifestOutcome } from './manifest-outcome.ts'
import { servicePattern } from './places.ts'
import { WorkspaceManifest } from './schemas.ts'

export const manifestPath = 'dominion.json'

/** Reads a file of the tree in question; null when there is none. */
export type ReadFile = (path: string) => Promise<string | null>

/** How a repository's service is checked, built and run: from `dominion.json`, else from `package.json` as far as that says it. */
export async function readManifest(read: ReadFile): Promise<ManifestOutcome> {
  const text = await read(manifestPath)
  if (text !== null) return parseManifest(text)
  const packageText = await read('package.json')
  if (packageText === null)
    return refuse('There is neither a dominion.json nor a package.json at the root of the repository.')
  if ((await read('package-lock.json')) === null)
    return refuse('There is no package-lock.json at the root. Run npm install and commit the file it writes.')
  return deriveManifest(packageText, {
    typescript: (await read('tsconfig.json')) !== null,
  })
}

export function parseManifest(text: string): ManifestOutcome {
  const parsed = z.safeParse(WorkspaceManifest, parseJson(text))
  if (!parsed.success)
    return {
      found: false,
      missing: parsed.error.issues.map((issue) => `dominion.json: ${issue.path.join('.')}: ${issue.message}`),
    }
  const faults = faultsOf(parsed.data)
  return faults.length > 0 ? { found: false, missing: faults } : { found: true, manifest: parsed.data, assumed: [] }
}

function faultsOf(manifest: WorkspaceManifest): string[] {
  const empty = Object.entries(manifest.commands).filter(([, argv]) => argv.length === 0)
  return [
    ...empty.map(([name]) => `dominion.json: commands.${name} is empty.`),
    ...(servicePattern.test(manifest.service)
      ? []
      : ['dominion.json: service must be lower-case letters, digits and hyphens, at most 40.']),
    ...(manifest.start.length > 0 ? [] : ['dominion.json: start is empty.']),
    ...(/^\/[\w./-]*$/.test(manifest.healthPath) ? [] : ['dominion.json: healthPath must be a path such as /health.']),
    ...(isFolderInside(manifest.output) ? [] : ['dominion.json: output must be a folder inside the repository.']),
  ]
}

function isFolderInside(path: string): boolean {
  return path !== '' && path.split('/').every((part) => /^[\w.-]+$/.test(part) && !/^\.+$/.test(part))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function refuse(sentence: string): ManifestOutcome {
  return { found: false, missing: [sentence] }
}
