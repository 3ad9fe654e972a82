import { digestOf } from '#server/platform/digest.ts'
import type { Evidence } from '#server/policy/schemas.ts'
import type { CheckReport, CheckResult } from '#server/workspaces/schemas.ts'

type Kind = Evidence['kind']

const kindOf: Record<CheckResult['name'], Kind> = {
  format: 'format',
  lint: 'lint',
  types: 'types',
  tests: 'tests',
  secrets: 'secrets',
  sbom: 'licences',
}

/** Each tool's word about the tree it saw; a report on an uncommitted worktree is about nothing. */
export function checkEvidence({ treeId, results }: CheckReport): Evidence[] {
  return results.map(({ name, tool, toolVersion, completed, passed, outputSha256 }) => ({
    kind: kindOf[name],
    producer: tool,
    producerVersion: toolVersion,
    completed,
    passed,
    subject: treeId,
    sha256: outputSha256,
  }))
}

/** Grows with every change to what our own producers see. */
const factsVersion = '1'

/** Our own producer's word that it looked at the whole subject; null facts mean that it could not. */
export function ownEvidence(kind: Kind, subject: string, facts: unknown): Evidence {
  return {
    kind,
    producer: 'codex-dominion/facts',
    producerVersion: factsVersion,
    completed: facts !== null,
    passed: null,
    subject,
    sha256: digestOf(facts),
  }
}
