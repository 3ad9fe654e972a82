import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'

const Hidden = z.object({ packages: z.record(z.string(), z.object({ license: z.optional(z.unknown()) })) })
const Package = z.object({ license: z.optional(z.unknown()) })

/** Where each package stands that npm put in place, and the licence it names itself by; null where it names none. */
export type Installed = ReadonlyMap<string, string | null>

/**
 * Reads npm's own list of a `node_modules` folder. A lockfile entry that was written without looking at its package has no
 * licence; then the package itself is asked.
 * @returns null when npm left no list that can be read: no statement, never an empty one
 */
export async function installedPackages(folder: string): Promise<Installed | null> {
  const hidden = z.safeParse(Hidden, await readJson(join(folder, '.package-lock.json')))
  if (!hidden.success) return null
  const licences = Object.entries(hidden.data.packages).map(
    async ([path, { license }]) => [path, text(license) ?? (await ownLicence(join(folder, '..', path)))] as const,
  )
  return new Map(await Promise.all(licences))
}

async function ownLicence(folder: string): Promise<string | null> {
  const parsed = z.safeParse(Package, await readJson(join(folder, 'package.json')))
  return parsed.success ? text(parsed.data.license) : null
}

const text = (value: unknown) => (typeof value === 'string' ? value : null)

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return null // Absent or broken: its reader says what that means.
  }
}
