import { z } from 'zod'
import type { RuleText } from '#server/policy/schemas.ts'
import type { Diagnostic } from '#server/policy/toolchain/diagnostic.ts'
import { diagnostic } from '#server/policy/toolchain/diagnostic.ts'
import { runOpa, type Workplace } from '#server/policy/toolchain/invoke.ts'
import { capabilitiesFile, listSources } from '#server/policy/toolchain/sources.ts'
import { decisionStages, evidenceKinds, origins, packages, severities } from '#server/policy/vocabulary.ts'

interface Annotation {
  target: string
  scope: string
  title: string
  description: string
  custom: unknown
  path: string
  line: number
}

const Custom = z.strictObject({
  short_name: z.string().regex(/^[a-z][a-z_]*$/),
  severity: z.enum(severities),
  stage: z.enum(decisionStages),
  origins: z.array(z.enum(origins)).min(1),
  needs: z.array(z.enum(evidenceKinds)).min(1),
  message: z.string().min(1),
  remediation: z.string().min(1),
  controls: z.array(z.string()).min(1),
})

export interface RuleList {
  rules: Record<string, RuleText>
  diagnostics: Diagnostic[]
}

/** Every rule that judges, from the METADATA over it: what it needs, how bad it is, what to tell people. */
export async function readRules(place: Workplace): Promise<RuleList> {
  const { rules: sources } = await listSources(place.root)
  const read = await runOpa<{ annotations: Annotation[] }>(
    { command: 'annotations', sources, capabilities: capabilitiesFile },
    place,
  )
  const rules: Record<string, RuleText> = {}
  const diagnostics = [...read.diagnostics]
  for (const each of read.answer?.annotations ?? []) {
    const id = judgementOf(each.target)
    if (id === null) continue
    const custom = Custom.safeParse(each.custom)
    const fault = custom.success ? faultOf(id, custom.data.short_name, each) : z.prettifyError(custom.error)
    if (fault !== null || !custom.success) {
      diagnostics.push(diagnostic('metadata', `${id}: ${fault}`, each.path, each.line))
      continue
    }
    const { short_name: _, ...told } = custom.data
    rules[id] = { title: each.title, description: each.description, ...told, path: each.path }
  }
  return { rules: Object.fromEntries(Object.entries(rules).sort(([a], [b]) => (a < b ? -1 : 1))), diagnostics }
}

/** `security.planted_secret` of `data.security.judgements["security.planted_secret"]`; null for anything else. */
function judgementOf(target: string): string | null {
  return target.match(/^data\.[\w.]+\.judgements\["([^"]+)"\]$/)?.[1] ?? null
}

function faultOf(id: string, shortName: string, { target, title, description }: Annotation): string | null {
  const [ownPackage] = id.split('.')
  if (!target.startsWith(`data.${ownPackage}.`)) return 'the id must begin with its package'
  if (!packages.some((known) => known === ownPackage)) return `the package ${ownPackage} is not in vocabulary.ts`
  if (id !== `${ownPackage}.${shortName}`) return 'short_name must be the second half of the id'
  return title && description ? null : 'title and description are missing'
}
