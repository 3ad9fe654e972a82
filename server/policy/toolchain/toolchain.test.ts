import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { policyBuild, policyCheck, policyMutate, policyTest, policyVerify, printDiagnostic } from './index.ts'
import { ownRepository, type Workplace } from './invoke.ts'

/** That the committed policies hold is the stage `policies` of `npm test`. */
describe('a copy with one thing wrong', { timeout: 300_000 }, () => {
  let place: Workplace
  const rule = 'policies/quality.rego'
  beforeAll(async () => {
    const root = await mkdtemp(join(tmpdir(), 'policies-'))
    await cp(join(ownRepository, 'policies'), join(root, 'policies'), { recursive: true })
    place = { root, timeoutMs: 120_000 }
  })
  afterAll(() => rm(place.root, { recursive: true, force: true }))

  async function withEdit<T>(path: string, edit: (text: string) => string, run: () => Promise<T>): Promise<T> {
    const file = join(place.root, path)
    const before = await readFile(file, 'utf8')
    const after = edit(before)
    expect(after).not.toBe(before)
    await writeFile(file, after)
    return await run().finally(() => writeFile(file, before))
  }

  it.each([
    ['a builtin of the host', (text: string) => `${text}\n_x := sprintf("%v", [1])\n`, 'sprintf'],
    [
      'a fact no schema has',
      (text: string) => text.replace('input.tests.passed > 0', 'input.tests.pased > 0'),
      'pased',
    ],
    ['a rule without a remedy', (text: string) => text.replace(/#\s+remediation: Run.*\n/, ''), 'remediation'],
  ])('is refused with its place: %s', async (_, edit, named) => {
    const { ok, diagnostics } = await withEdit(rule, edit, () => policyCheck(place))
    expect(ok).toBe(false)
    expect(diagnostics.map(printDiagnostic).join('\n')).toMatch(new RegExp(`quality\\.rego:\\d+.*${named}`, 's'))
  })

  it('does not verify, and nothing is written, until it is built again', async () => {
    await withEdit(
      rule,
      (text) => text.replace('input.tests.passed > 0', 'input.tests.passed > 1'),
      async () => {
        const stale = await policyVerify(place)
        expect(stale.diagnostics.map((found) => found.path)).toContain('policies/dist/policy.wasm')
        expect((await policyBuild(place)).written).toContain('policies/dist/policy.wasm')
        expect((await policyVerify(place)).ok).toBe(true)
      },
    )
  })
})

describe('the tester', { timeout: 120_000 }, () => {
  const rule = 'package tide\n\nhigh if input.metres > 2\n'
  const held = 'package tide_test\n\ntest_above if data.tide.high with input.metres as 3\n'
  const boundary = '\ntest_at_the_limit if not data.tide.high with input.metres as 2\n'

  async function within<T>(sources: Record<string, string>, work: (place: Workplace) => Promise<T>) {
    const root = await mkdtemp(join(tmpdir(), 'policies-'))
    try {
      await mkdir(join(root, 'policies'))
      for (const [name, text] of Object.entries(sources)) await writeFile(join(root, 'policies', name), text)
      return await work({ root, timeoutMs: 60_000 })
    } finally {
      await rm(root, { recursive: true, force: true })
    }
  }
  const tested = (sources: Record<string, string>) => within(sources, (place) => policyTest({ coverage: true }, place))

  it('passes rules whose every line is tested', async () => {
    const report = await tested({ 'tide.rego': rule, 'tide_test.rego': held + boundary })
    expect(report).toMatchObject({ ok: true, passed: 2, failed: 0, coveragePercent: 100, diagnostics: [] })
  })
  it('fails when a limit is turned round, at the line of the test', async () => {
    const report = await tested({ 'tide.rego': rule.replace('>', '>='), 'tide_test.rego': held + boundary })
    expect(report).toMatchObject({ ok: false, passed: 1, failed: 1 })
    expect(report.diagnostics).toEqual([expect.objectContaining({ path: 'policies/tide_test.rego', line: 5 })])
  })
  it('fails when a test reaches no line of a rule, at that line', async () => {
    const report = await tested({ 'tide.rego': `${rule}\nlow if input.metres < 1\n`, 'tide_test.rego': held })
    expect(report).toMatchObject({ ok: false, failed: 0 })
    expect(report.diagnostics.map(printDiagnostic)).toEqual([expect.stringMatching(/^policies\/tide\.rego:5: no test/)])
  })
  it('fails when there is no test', async () => {
    expect((await tested({ 'tide.rego': rule })).ok).toBe(false)
  })
  it('counts every small change of a rule as noticed when the tests hold its limit', async () => {
    const report = await within({ 'tide.rego': rule, 'tide_test.rego': held + boundary }, policyMutate)
    expect(report).toMatchObject({ ok: true, scorePercent: 100, survived: 0, diagnostics: [] })
    expect(report.killed).toBeGreaterThanOrEqual(4)
  })
  it('names the change that no test notices, at its place', async () => {
    const report = await within({ 'tide.rego': rule, 'tide_test.rego': held }, policyMutate)
    expect(report.ok).toBe(false)
    expect(report.diagnostics.map(printDiagnostic)).toContainEqual(
      expect.stringMatching(/^policies\/tide\.rego:3:9: no test notices: turn comparison/),
    )
  })
})
