import type { DesignSpec } from '#server/loop/designs/schemas.ts'
import type { WorkspaceModel } from '#server/loop/intents/schemas.ts'
import type { ChangedFile, ChangeFacts, Evidence } from '#server/policy/schemas.ts'
import type { CommitInfo, FileDiff } from '#server/ports/git.ts'
import type { CheckReport } from '#server/workspaces/schemas.ts'
import { componentFacts } from './components.ts'
import { designFacts } from './design.ts'
import { checkEvidence, ownEvidence } from './evidence.ts'
import { lineageFacts, type Recorded } from './lineage.ts'
import { personalFields, personalNames } from './personal.ts'
import { isMigration, migrationFacts } from './sql/migrations.ts'
import { syntaxFacts } from './syntax/index.ts'
import type { SourceText } from './syntax/source-text.ts'

/** Everything the producers read, for exactly one commit. */
export interface Seen {
  policyDigest: string
  nowMs: number
  change: ChangeFacts['change']
  origin: ChangeFacts['origin']
  base: string
  commit: CommitInfo
  diff: readonly FileDiff[]
  /** Null when some source could not be read whole. */
  headSources: readonly SourceText[] | null
  baseSources: readonly SourceText[] | null
  /** Packages the lockfile held before the change; null when unknown. */
  locked: ReadonlySet<string> | null
  headModel: WorkspaceModel
  baseModel: WorkspaceModel
  /** Of each added migration. */
  migrations: readonly { path: string; text: string }[]
  report: CheckReport
  design: { spec: DesignSpec; reviewed: boolean } | null
  recorded: Recorded
  signature: { valid: boolean; keyId: string }
  confidence: NonNullable<ChangeFacts['confidence']> | null
}

/** The typed facts about a commit, each with the evidence that somebody looked. Decides nothing. */
export function changeFacts(seen: Seen): ChangeFacts {
  const subject = { id: seen.commit.tree, commit: seen.commit.id, base: seen.base }
  const facts = sections(seen)
  return {
    version: 1,
    stage: 'change',
    nowMs: seen.nowMs,
    policyDigest: seen.policyDigest,
    origin: seen.origin,
    subject,
    change: seen.change,
    ...facts,
    evidence: [...checkEvidence(seen.report), ...ownWords(seen, subject.id, facts)],
  }
}

function sections(seen: Seen) {
  const migrations = seen.migrations.flatMap(({ path, text }) => migrationFacts(path, text))
  return {
    files: seen.diff.length === 0 ? null : seen.diff.map(fileFact),
    syntax: codeFacts(seen),
    migrations,
    secrets:
      resultOf(seen.report, 'secrets')?.findings.map(({ rule, path, line }) => ({ kind: rule, path, line })) ?? null,
    components: resultOf(seen.report, 'sbom')?.completed ? componentFacts(seen.report.components) : null,
    tests: testFacts(seen.report),
    design: seen.design && designFacts(seen.design.spec, seen.design.reviewed),
    personalFields: personalFields(seen.headModel, seen.baseModel, migrations),
    lineage: lineageFacts(seen.commit, seen.recorded, seen.signature),
    confidence: seen.confidence,
  }
}

function codeFacts({ headSources, baseSources, locked, headModel }: Seen): ChangeFacts['syntax'] {
  if (headSources === null || baseSources === null) return null
  return syntaxFacts(headSources, baseSources, { locked, personal: personalNames(headModel) }).facts
}

function ownWords({ origin }: Seen, subject: string, facts: ReturnType<typeof sections>): Evidence[] {
  const { files, syntax, migrations, design, personalFields: personal, lineage, confidence } = facts
  return [
    ownEvidence('diff', subject, files),
    ownEvidence('syntax', subject, syntax),
    ownEvidence('migrations', subject, files && migrations),
    ...(origin === 'generated' ? [ownEvidence('design', subject, design)] : []),
    ownEvidence('personalFields', subject, personal),
    ownEvidence('lineage', subject, lineage),
    ownEvidence('confidence', subject, confidence),
  ]
}

function fileFact({ path, previousPath, change, binary }: FileDiff): ChangedFile {
  if (change === 'renamed') return { path, previousPath: previousPath ?? '?', change, binary }
  return { path, previousPath: null, change, binary }
}

function testFacts(report: CheckReport): ChangeFacts['tests'] {
  const tests = resultOf(report, 'tests')
  if (!tests?.completed) return null
  const { testsPassed = 0, testsFailed = 0, linesCoveredPercent = null } = tests.measures
  return { passed: testsPassed, failed: testsFailed, linesCoveredPercent }
}

function resultOf(report: CheckReport, name: CheckReport['results'][number]['name']) {
  return report.results.find((result) => result.name === name)
}

export { isMigration }
