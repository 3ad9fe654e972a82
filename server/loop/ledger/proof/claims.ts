import type { Approval, Evidence } from '../predicates/deciding.ts'
import { predicateTypes } from '../vocabulary.ts'
import { evidenceDigest } from './digest.ts'
import type { VerifiedEntry } from './entry.ts'
import type { Fault } from './verdict.ts'

/** What the entries of a bundle say about each other. */
export interface Claims {
  /** Digests of evidence whose content was recomputed from the entries at hand. */
  evidence: readonly string[]
  approvals: number
  faults: readonly Fault[]
}

/** Evidence lists exactly entries of this bundle, and each release was approved over such evidence. */
export function checkClaims(entries: readonly VerifiedEntry[]): Claims {
  const faults: Fault[] = []
  const leaves = new Map(entries.map((entry) => [entry.header.entryId, entry.leafSha256]))
  const evidence = new Set<string>()
  for (const entry of ofType(entries, predicateTypes.evidence)) {
    const fault = evidenceFault(entry, leaves)
    if (fault === null) evidence.add((entry.statement.predicate as Evidence).bundleSha256)
    else faults.push({ where: `entry ${entry.header.entryId} (evidence)`, what: fault })
  }
  let approvals = 0
  for (const entry of ofType(entries, predicateTypes.approval)) {
    const { decision, purpose, evidenceSha256 } = entry.statement.predicate as Approval
    if (decision !== 'approved' || purpose !== 'release') continue
    approvals++
    if (evidence.has(evidenceSha256)) continue
    faults.push({
      where: `entry ${entry.header.entryId} (approval)`,
      what: 'it approves evidence that is not in this bundle',
    })
  }
  return { evidence: [...evidence], approvals, faults }
}

function evidenceFault(entry: VerifiedEntry, leaves: ReadonlyMap<string, string>): string | null {
  const { bundleSha256, manifest } = entry.statement.predicate as Evidence
  if (evidenceDigest(manifest) !== bundleSha256) return 'its digest is not that of its manifest'
  if (!entry.statement.subjects.some(({ sha256 }) => sha256 === bundleSha256)) return 'it is about another digest'
  const foreign = manifest.entries.find(({ entryId, leafSha256 }) => leaves.get(entryId) !== leafSha256)
  return foreign ? `it lists entry ${foreign.entryId}, which is not in this bundle` : null
}

function ofType(entries: readonly VerifiedEntry[], predicateType: string): VerifiedEntry[] {
  return entries.filter(({ statement }) => statement.predicateType === predicateType)
}
