import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '#server/platform/env.ts'
import type { ChangeFacts, DeploymentFacts, ProcessingFacts } from '../schemas.ts'

export interface Fixtures {
  change: ChangeFacts
  human: ChangeFacts
  deployment: DeploymentFacts
  processing: ProcessingFacts
}

/** The same allowed facts that the Rego tests start from, made for the given policy. A fresh copy each time. */
export function allowedFacts<Name extends keyof Fixtures>(name: Name, policyDigest: string): Fixtures[Name] {
  const text = readFileSync(join(packageRoot, 'policies', 'fixtures', name, 'facts.json'), 'utf8')
  return JSON.parse(text.replaceAll('a'.repeat(64), policyDigest)) as Fixtures[Name]
}
