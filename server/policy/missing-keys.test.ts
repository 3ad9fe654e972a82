import { beforeAll, describe, expect, it } from 'vitest'
import { activePolicy } from './active.ts'
import type { Policy } from './evaluate.ts'
import { PolicyRefusal } from './refusal.ts'
import { allowedFacts, type Fixtures } from './testing/fixtures.ts'

/** No fact that is left out or unknown ever turns a denial into an allow: for each rule below, every key of the input. */

let policy: Policy
beforeAll(async () => {
  policy = await activePolicy()
})

const at = { path: 'server/app.ts', line: 3 }
type Spoil<Name extends keyof Fixtures> = (facts: Fixtures[Name]) => void

const changes: Record<string, Spoil<'change'>> = {
  'security.planted_secret': (facts) => facts.secrets?.push({ kind: 'key', ...at }),
  'security.dangerous_call': (facts) => facts.syntax?.dangerousCalls.push({ kind: 'eval', text: 'eval(x)', ...at }),
  'security.unvalidated_operation': ({ syntax }) => Object.assign(syntax?.operations[1] ?? {}, { validated: false }),
  'licensing.licence_not_allowed': ({ components }) =>
    Object.assign(components?.[0] ?? {}, { licences: [['LGPL-3.0-only']] }),
  'privacy.purpose_unknown': ({ personalFields }) => Object.assign(personalFields?.[0] ?? {}, { purpose: 'marketing' }),
  'lineage.design_broken': ({ lineage }) => Object.assign(lineage ?? {}, { claimedDesign: '0'.repeat(64) }),
  'lineage.origin_unmarked': ({ lineage }) => Object.assign(lineage ?? {}, { claimedOrigin: 'human' }),
  'autonomy.tier_understated': ({ change }) => Object.assign(change, { tier: 'low' }),
  'autonomy.confidence': ({ confidence }) => Object.assign(confidence ?? {}, { author: 'model', score: 0.2 }),
  'quality.coverage': ({ tests }) => Object.assign(tests ?? {}, { linesCoveredPercent: 12 }),
  'architecture.undeclared_import': ({ syntax }) => Object.assign(syntax?.imports[0] ?? {}, { locked: false }),
  'architecture.protected_path': (facts) =>
    facts.files?.push({ path: 'x.md', previousPath: 'dominion.json', change: 'renamed', binary: false }),
}

const deployments: Record<string, Spoil<'deployment'>> = {
  'autonomy.approval_missing': ({ approvals }) => approvals?.pop(),
  'lineage.verdict_missing': ({ verdict }) => Object.assign(verdict ?? {}, { allow: false }),
  'lineage.policy_untested': ({ policyTests }) => Object.assign(policyTests ?? {}, { failed: 1 }),
}

const uses: Record<string, Spoil<'processing'>> = {
  'privacy.consent_missing': ({ consents }) => Object.assign(consents?.[0] ?? {}, { revoked: true, revokedAtMs: 5 }),
  'privacy.transfer_not_permitted': ({ operation }) => Object.assign(operation, { region: 'US' }),
  'privacy.retention_passed': ({ operation }) => Object.assign(operation, { ageDays: 400 }),
}

function walksEveryKey<Name extends keyof Fixtures>(name: Name, cases: Record<string, Spoil<Name>>) {
  it.each(Object.entries(cases))('%s', (rule, spoil) => {
    const denied = allowedFacts(name, policy.digest)
    spoil(denied)
    expect(rulesOf(denied)).toContain(rule)
    const places = keysOf(denied)
    expect(places.length).toBeGreaterThan(20)
    const opened = places.flatMap((place) =>
      [undefined, null].filter((value) => allowed(replaced(denied, place, value))).map(() => place.join('.')),
    )
    expect(opened).toEqual([])
  })
}

describe('a change denied by', () => walksEveryKey('change', changes))
describe('a deployment denied by', () => walksEveryKey('deployment', deployments))
describe('a use of personal data denied by', () => walksEveryKey('processing', uses))

function rulesOf(facts: unknown): string[] {
  return policy.evaluate('guard/verdict', facts).findings.map((finding) => finding.rule)
}

function allowed(facts: unknown): boolean {
  try {
    return policy.evaluate('guard/verdict', facts).allow
  } catch (error) {
    if (error instanceof PolicyRefusal) return false
    throw error
  }
}

/** Paths of all keys of all objects, those inside lists too. */
function keysOf(value: unknown, path: readonly string[] = []): string[][] {
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...path, key]
    return Array.isArray(value) ? keysOf(inner, here) : [here, ...keysOf(inner, here)]
  })
}

function replaced(facts: object, [key, ...rest]: readonly string[], value: null | undefined): object {
  const copy = (Array.isArray(facts) ? [...facts] : { ...facts }) as Record<string, unknown>
  if (key === undefined) return copy
  if (rest.length > 0) copy[key] = replaced(copy[key] as object, rest, value)
  else if (value === undefined) delete copy[key]
  else copy[key] = value
  return copy
}
