import * as z from 'zod/mini'
import { permitted } from '#server/governed.ts'
import { activePolicy } from '#server/policy/index.ts'
import { type PolicyPackage, packages, severities } from '#server/policy/vocabulary.ts'
import { findPolicyRelease } from './store.ts'
import type { PolicyInForce, PolicyRule } from './vocabulary.ts'

/**
 * The policy that decides now, with every rule in words: by package, the gravest first.
 * @throws PolicyRefusal when the policy on disk is not the one its manifest names.
 */
export const readPolicy = permitted('policy.read', z.object({}), async (from): Promise<PolicyInForce> => {
  const { digest, texts } = await activePolicy()
  const release = await findPolicyRelease(from, digest)
  const rules = Object.entries(texts).map(([id, text]): PolicyRule => ({ ...text, id, package: packageOf(id) }))
  return {
    digest,
    rules: rules.sort(inOrder),
    tests: release && { passed: release.testsPassed, failed: release.testsFailed, at: release.activatedAt },
  }
})

const packageOf = (id: string) => id.slice(0, id.indexOf('.')) as PolicyPackage

function inOrder(one: PolicyRule, other: PolicyRule): number {
  return (
    packages.indexOf(one.package) - packages.indexOf(other.package) ||
    severities.indexOf(other.severity) - severities.indexOf(one.severity) ||
    one.id.localeCompare(other.id)
  )
}
