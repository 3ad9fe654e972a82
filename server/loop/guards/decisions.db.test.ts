import { describe, expect, it } from 'vitest'
import { newId } from '#server/platform/ids.ts'
import { activePolicy } from '#server/policy/index.ts'
import { addChange, addService, commit, person, sha, testInstance } from '#server/testing/instance.ts'
import { listDecisions, readDecision, readPolicy } from './index.ts'

const { app } = await testInstance()
const auditor = person('prs_auditor', 'auditor')
await addService(app, 'harbour')
await addService(app, 'customs')

const secret = { rule: 'security.planted_secret', severity: 'critical', where: { path: 'docs/tides.md', line: 3 } }
let minutes = 0

async function judged(service: string, tier: string, findings: readonly object[]): Promise<string> {
  const change = await addChange(app, { service, tier })
  minutes += 1
  const { id } = await app.verdict.create({
    data: {
      id: newId('vrd'),
      changeId: change.id,
      stage: 'change',
      commit: commit(change.id),
      treeId: commit(`tree ${change.id}`),
      policyDigest: sha('policy'),
      inputDigest: sha('input'),
      input: { kept: 'for replay' },
      allow: findings.length === 0,
      findings: [...findings],
      missing: [],
      evaluated: [secret.rule],
      durationMs: 12,
      createdAt: new Date(Date.UTC(2026, 0, 1, 0, minutes)),
    },
  })
  return id
}

describe('the list of decisions', () => {
  it('is empty before anything was judged', async () => {
    expect(await listDecisions(auditor, {})).toEqual({ decisions: [], matching: 0, total: 0, services: [] })
  })

  it('has the newest first, counts findings, and keeps the input to itself', async () => {
    const allowed = await judged('harbour', 'low', [])
    const denied = await judged('customs', 'high', [secret, { ...secret, rule: 'security.dangerous_code' }])
    const { decisions, services } = await listDecisions(auditor, {})
    expect(decisions.map(({ id, findings }) => [id, findings])).toEqual([
      [denied, 2],
      [allowed, 0],
    ])
    expect(services).toEqual(['customs', 'harbour'])
    expect(JSON.stringify(decisions)).not.toContain('replay')
  })

  it.each([
    [{ decision: 'allow' }, ['harbour']],
    [{ decision: 'deny', tier: 'high' }, ['customs']],
    [{ decision: 'deny', service: 'harbour' }, []],
    [{ decision: 'perhaps' }, []],
    [{ rule: secret.rule }, ['customs']],
    [{ rule: 'security.nothing_such' }, []],
  ])('asked for %j has those of %j', async (asked, services) => {
    const { decisions, matching, total } = await listDecisions(auditor, asked)
    expect(decisions.map(({ service }) => service)).toEqual(services)
    expect({ matching, total }).toEqual({ matching: services.length, total: 2 })
  })

  it('says how many there are beyond what is shown', async () => {
    const { decisions, matching } = await listDecisions(auditor, { limit: 1 })
    expect([decisions.length, matching]).toEqual([1, 2])
  })
})

describe('one decision', () => {
  it('has every finding with its place', async () => {
    const id = await judged('harbour', 'medium', [secret])
    expect(await readDecision(auditor, { decisionId: id })).toMatchObject({
      allow: false,
      told: { findings: [secret], missing: [], evaluated: [secret.rule] },
    })
    await expect(readDecision(auditor, { decisionId: 'vrd_none' })).rejects.toMatchObject({ code: 'notFound' })
  })
})

describe('the policy in force', () => {
  it('has every rule once, in the order of the packages, and no tests before they ran', async () => {
    const { digest, rules, tests } = await readPolicy(auditor, {})
    const { texts } = await activePolicy()
    expect(rules.map(({ id }) => id).sort()).toEqual(Object.keys(texts).sort())
    expect(rules[0]).toMatchObject({ package: 'security', severity: 'critical' })
    expect(tests).toBeNull()
    await app.policyRelease.create({ data: { digest, testsPassed: 160, testsFailed: 0 } })
    expect((await readPolicy(auditor, {})).tests).toMatchObject({ passed: 160, failed: 0 })
  })

  it('is for people with a role', async () => {
    await expect(readPolicy(person('prs_nobody'), {})).rejects.toMatchObject({ code: 'forbidden' })
  })
})
