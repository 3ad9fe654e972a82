import { beforeAll, describe, expect, it } from 'vitest'
import { packageRoot } from '#server/platform/env.ts'
import { readPolicyFiles } from './active.ts'
import { loadPolicy, type Policy, type PolicyFiles } from './evaluate.ts'
import { tell } from './tell.ts'
import { allowedFacts } from './testing/fixtures.ts'

let files: PolicyFiles
let policy: Policy
beforeAll(async () => {
  files = await readPolicyFiles(packageRoot)
  policy = await loadPolicy(files)
})

const facts = () => allowedFacts('change', policy.digest)
const verdict = (input: unknown) => policy.evaluate('guard/verdict', input)

describe('a verdict', () => {
  it.each(['change', 'human', 'deployment', 'processing'] as const)('allows complete %s facts', (name) => {
    expect(verdict(allowedFacts(name, policy.digest))).toMatchObject({
      allow: true,
      notEvaluated: [],
      missingEvidence: [],
      findings: [],
    })
  })

  it('denies a secret and says where, what and how to mend it', () => {
    const planted = { ...facts(), secrets: [{ kind: 'anthropicKey', path: 'server/app.ts', line: 7 }] }
    const answer = verdict(planted)
    expect(answer.allow).toBe(false)
    expect(answer.findings.map((finding) => tell(finding, policy.texts))).toEqual([
      expect.objectContaining({
        rule: 'security.planted_secret',
        severity: 'critical',
        where: { path: 'server/app.ts', line: 7 },
        message: 'A anthropicKey stands in this line.',
        remediation: expect.stringContaining('revoke it'),
      }),
    ])
  })

  it('is the same bytes for the same facts, in every instance', async () => {
    const again = await loadPolicy(files)
    const denied = { ...facts(), files: null, secrets: [] }
    expect(JSON.stringify(again.evaluate('guard/verdict', denied))).toBe(JSON.stringify(verdict(denied)))
  })

  it('comes in the ADR’s two minutes with room: 200 verdicts in under 10 s', () => {
    const started = performance.now()
    for (let round = 0; round < 200; round++) verdict(facts())
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})

describe('facts that are not exactly of their type are refused before Rego runs', () => {
  it.each([
    ['nothing', () => undefined],
    ['an empty object', () => ({})],
    ['a key too many', () => ({ ...facts(), approved: true })],
    ['a key too few', () => ({ ...facts(), secrets: undefined })],
    ['another stage', () => ({ ...facts(), stage: 'deployment' })],
    ['NaN for a number', () => ({ ...facts(), nowMs: Number.NaN })],
    ['an evidence kind nobody knows', () => ({ ...facts(), evidence: [{ ...facts().evidence[0], kind: 'feeling' }] })],
  ])('%s', (_, input) => expect(() => verdict(input())).toThrow(expect.objectContaining({ reason: 'input' })))

  it('facts made for another policy', () => {
    const stale = { ...facts(), policyDigest: '0'.repeat(64) }
    expect(() => verdict(stale)).toThrow(expect.objectContaining({ reason: 'otherPolicy' }))
  })

  it('a question the policy does not answer', () => {
    const ask = () => policy.evaluate('guard/allow' as 'guard/verdict', facts())
    expect(ask).toThrow(expect.objectContaining({ reason: 'unknownEntrypoint' }))
  })
})

describe('a policy that is not what its manifest names is not loaded', () => {
  const flipped = (bytes: Uint8Array<ArrayBuffer>) => {
    const copy = bytes.slice()
    copy[copy.length - 1] = (copy.at(-1) ?? 0) ^ 1
    return copy
  }
  it.each<[string, (files: PolicyFiles) => Partial<PolicyFiles>]>([
    ['one byte of the wasm', ({ wasm }) => ({ wasm: flipped(wasm) })],
    ['a threshold', ({ data }) => ({ data: data.replace('"coverageAbovePercent": 80', '"coverageAbovePercent": 10') })],
    ['a rule’s text', ({ rules }) => ({ rules: rules.replace('No secret', 'A secret') })],
    ['the digest itself', ({ manifest }) => ({ manifest: manifest.replace(/"digest": "./, '"digest": "f') })],
  ])('%s changed', async (_, change) => {
    const changed = change(files)
    expect(Object.entries(changed).every(([name, value]) => files[name as keyof PolicyFiles] !== value)).toBe(true)
    await expect(loadPolicy({ ...files, ...changed })).rejects.toMatchObject({ reason: 'damaged' })
  })
})
