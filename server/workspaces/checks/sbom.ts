import * as z from 'zod/mini'
import type { CheckReport } from '../schemas.ts'
import { cycloneDx } from './cyclonedx.ts'
import type { Installed } from './installed.ts'
import type { Ran } from './result.ts'

const Lockfile = z.object({
  lockfileVersion: z.number(),
  packages: z.record(
    z.string(),
    z.object({
      name: z.optional(z.string()),
      version: z.optional(z.string()),
      license: z.optional(z.unknown()),
      dev: z.optional(z.boolean()),
      devOptional: z.optional(z.boolean()),
      link: z.optional(z.boolean()),
      optional: z.optional(z.boolean()),
    }),
  ),
})

type Components = CheckReport['components']

/**
 * The packages a lockfile names and npm installed here, as CycloneDX components; optional ones for other platforms are not
 * part of what is built. A lockfile, or npm's own list, that cannot be read is no statement, never an empty list.
 */
export function listComponents(lockfile: string, installed: Installed | null): { result: Ran; components: Components } {
  const started = performance.now()
  const parsed = z.safeParse(Lockfile, parse(lockfile))
  const completed = parsed.success && installed !== null && parsed.data.lockfileVersion >= 2
  const components = completed ? componentsOf(parsed.data, installed) : []
  const result: Ran = {
    name: 'sbom',
    tool: 'codex-dominion/components',
    toolVersion: '1',
    completed,
    passed: completed,
    findings: completed
      ? []
      : [
          {
            rule: 'sbom.lockfile',
            message: 'package-lock.json cannot be read, or is older than npm 7. Run npm install once more.',
            path: 'package-lock.json',
            line: null,
          },
        ],
    measures: { components: components.length },
    durationMs: Math.round(performance.now() - started),
    output: cycloneDx(components),
  }
  return { result, components }
}

function componentsOf({ packages }: z.infer<typeof Lockfile>, installed: Installed): Components {
  const found = new Map<string, Components[number]>()
  for (const [path, entry] of Object.entries(packages)) {
    const name = entry.name ?? path.split('node_modules/').at(-1) ?? ''
    if (path === '' || entry.link || !entry.version || !path.includes('node_modules/')) continue
    if (entry.optional && !installed.has(path)) continue
    const purl = `pkg:npm/${name.replace('@', '%40')}@${entry.version}`
    const scope = entry.dev || entry.devOptional ? 'development' : 'required'
    const licence = typeof entry.license === 'string' ? entry.license : (installed.get(path) ?? null)
    // A package met twice is required when either place requires it.
    if (found.get(purl)?.scope !== 'required') found.set(purl, { purl, licence, scope })
  }
  return [...found.values()].sort((a, b) => (a.purl < b.purl ? -1 : 1))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
