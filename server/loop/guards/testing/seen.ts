import type { DesignSpec } from '#server/loop/designs/schemas.ts'
import { WorkspaceModel } from '#server/loop/intents/schemas.ts'
import { digestOf, sha256 } from '#server/platform/digest.ts'
import type { FileDiff } from '#server/ports/git.ts'
import type { CheckReport, CheckResult } from '#server/workspaces/schemas.ts'
import type { Seen } from '../facts/gather.ts'
import { isMigration } from '../facts/gather.ts'
import { isSource } from '../facts/syntax/source-text.ts'
import { lockedPackages } from '../facts/tree.ts'

export type Files = Readonly<Record<string, string>>

/** What the producers would see of a commit that turns one set of files into another, everything else in order. */
export function seenBetween(base: Files, head: Files, design: DesignSpec, policyDigest: string): Seen {
  const diff = diffBetween(base, head)
  const added = new Map(diff.map(({ path, addedLines }) => [path, new Set(addedLines.map(({ line }) => line))]))
  const sources = (files: Files, lines: (path: string) => ReadonlySet<number>) =>
    Object.entries(files).flatMap(([path, text]) => (isSource(path) ? [{ path, text, added: lines(path) }] : []))
  const digests = { 'Intent-Digest': digestOf(design.intent), 'Design-Digest': digestOf(design) }
  const tree = sha256(JSON.stringify(head)).slice(0, 40)
  return {
    policyDigest,
    nowMs: Date.parse('2026-06-01T00:00:00Z'),
    change: { id: 'change-1', service: design.service, tier: 'low' },
    origin: 'generated',
    base: '1'.repeat(40),
    commit: {
      id: '2'.repeat(40),
      tree,
      parents: ['1'.repeat(40)],
      title: 'feat: something',
      trailers: [...Object.entries(digests), ['Origin', 'template'], ['Generator', design.author]],
      authorEmail: 'agent-codegen@dominion.invalid',
    },
    diff,
    headSources: sources(head, (path) => added.get(path) ?? new Set()),
    baseSources: sources(base, () => new Set()),
    locked: lockedPackages(base['package-lock.json'] ?? null),
    headModel: modelOf(head),
    baseModel: modelOf(base),
    migrations: diff.filter(({ path }) => isMigration(path)).map(({ path }) => ({ path, text: head[path] ?? '' })),
    report: passingReport(tree),
    design: { spec: design, reviewed: true },
    recorded: { intentDigest: digests['Intent-Digest'], designDigest: digests['Design-Digest'] },
    signature: { valid: true, keyId: 'key-1' },
    confidence: { author: 'template', score: null },
  }
}

export function passingReport(treeId: string): CheckReport {
  const names = ['format', 'lint', 'types', 'tests', 'secrets', 'sbom'] as const
  const result = (name: CheckResult['name']): CheckResult => ({
    ...{ name, tool: 'fixture', toolVersion: '1.0.0', completed: true, passed: true, findings: [] },
    measures: name === 'tests' ? { testsPassed: 9, testsFailed: 0, linesCoveredPercent: 93 } : {},
    durationMs: 1,
    outputSha256: sha256(name),
  })
  const components = ['hono', 'pg', 'vitest', 'zod', 'react', 'react-dom'].map((name) => ({
    purl: `pkg:npm/${name}@1.0.0`,
    licence: 'MIT',
    scope: 'required' as const,
  }))
  return { treeId, startedAt: '2026-06-01T00:00:00Z', results: names.map(result), components }
}

/** Added lines are those whose text the file did not have before. Renames are a deletion and an addition. */
function diffBetween(base: Files, head: Files): FileDiff[] {
  const paths = [...new Set([...Object.keys(base), ...Object.keys(head)])].sort()
  return paths.flatMap((path) => {
    const [before, after] = [base[path], head[path]]
    if (before === after) return []
    const known = new Set(before?.split('\n'))
    const lines = (after ?? '').split('\n').map((text, at) => ({ line: at + 1, text }))
    const change = before === undefined ? 'added' : after === undefined ? 'deleted' : 'modified'
    const addedLines = lines.filter(({ text }) => !known.has(text))
    return [{ path, previousPath: null, change, binary: false, addedLines, removedLines: [], patch: '' } as const]
  })
}

function modelOf(files: Files): WorkspaceModel {
  return WorkspaceModel.parse(JSON.parse(files['model/service.json'] ?? ''))
}
