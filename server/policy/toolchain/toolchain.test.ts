import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { policyBuild, policyCheck, policyFormat, policyTest, policyVerify, printDiagnostic } from './index.ts'
import { ownRepository, type Workplace } from './invoke.ts'

describe('the committed policies', { timeout: 300_000 }, () => {
  it('pass every Rego test, and the tests reach every line', async () => {
    const report = await policyTest()
    expect(report.diagnostics.map(printDiagnostic)).toEqual([])
    expect(report.passed).toBeGreaterThan(150)
    expect(report).toMatchObject({ ok: true, failed: 0, coveragePercent: 100 })
  })
  it('compile strictly against the schemas', async () => {
    expect(await policyCheck()).toEqual({ ok: true, diagnostics: [] })
  })
  it('are formatted', async () => {
    expect(await policyFormat({ write: false })).toEqual({ ok: true, changed: [], diagnostics: [] })
  })
  it('are what policies/dist was built from, byte for byte', async () => {
    expect(await policyVerify()).toMatchObject({ ok: true, diagnostics: [] })
  })
})

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

  it('fails its tests when a threshold is turned round, at the test’s line', async () => {
    const report = await withEdit(
      rule,
      (text) => text.replace('linesCoveredPercent > data', 'linesCoveredPercent >= data'),
      () => policyTest({ coverage: true }, place),
    )
    expect(report).toMatchObject({ ok: false, failed: 1 })
    expect(report.diagnostics).toEqual([
      expect.objectContaining({ path: 'policies/quality_test.rego', line: expect.any(Number) }),
    ])
  })

  it('names the line that no test reaches', async () => {
    const report = await withEdit(
      rule,
      (text) => `${text}\n_unheard if input.stage == "nowhere"\n`,
      () => policyTest({ coverage: true }, place),
    )
    expect(report.ok).toBe(false)
    expect(report.diagnostics.map(printDiagnostic)).toEqual([
      expect.stringMatching(/quality\.rego:\d+: no test reaches/),
    ])
  })

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
