import { expect, it } from 'vitest'
import type { CheckReport } from '#server/workspaces/schemas.ts'
import { findingsOf, placesOf } from './findings.ts'
import { rowsOf } from './rows.ts'

const where = { path: 'src/a.ts', line: 2 }
const verdict = {
  findings: [
    { rule: 'security.planted_secret', severity: 'critical', message: 'A key.', remediation: 'Revoke it.', where },
    { rule: 'lineage.unsigned', severity: 'high', title: 'Signed', where: { path: null, line: null } },
    { shape: 'of another version' },
  ],
}
const report: CheckReport = {
  ...{ treeId: null, startedAt: '', components: [] },
  results: [
    {
      name: 'lint',
      ...{ tool: 'oxlint', toolVersion: '1', completed: true, passed: false, measures: {} },
      ...{ durationMs: 1, outputSha256: '' },
      findings: [
        { rule: 'no-eval', message: 'Never.', path: 'src/a.ts', line: 90 },
        { rule: 'config', message: 'Elsewhere.', path: null, line: null },
      ],
    },
  ],
}

it('gathers what policy and tools say about files, and leaves out what is about none', () => {
  expect(findingsOf(verdict, report).map(({ rule, severity, line }) => [rule, severity, line])).toEqual([
    ['security.planted_secret', 'critical', 2],
    ['oxlint no-eval', null, 90],
  ])
  expect(findingsOf(undefined, null)).toEqual([])
})

it('puts each under its line of the new text, and over the file what the diff does not show', () => {
  const rows = rowsOf('@@ -1,2 +1,3 @@\n one\n+two\n-2\n three\n')
  const { under, over } = placesOf(rows, findingsOf(verdict, report))
  expect([...under].map(([row, findings]) => [row.text, findings.map(({ message }) => message)])).toEqual([
    ['two', ['A key.']],
  ])
  expect(over.map(({ line }) => line)).toEqual([90])
})
