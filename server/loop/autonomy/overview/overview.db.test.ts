import { describe, expect, it } from 'vitest'
import { append, type EntryDraft } from '#server/loop/ledger/append.ts'
import { contextOf } from '#server/loop/ledger/testing/drafts.ts'
import { newId } from '#server/platform/ids.ts'
import { allowedFacts } from '#server/policy/testing/fixtures.ts'
import { ports } from '#server/ports/wired.ts'
import { addChange, addService, commit, person, sha, testInstance } from '#server/testing/instance.ts'
import { readCalls, readPlan, searchChanges } from './index.ts'
import { changesOnPage } from './numbers.ts'

const { app } = await testInstance()
const auditor = person('prs_auditor', 'auditor')
await addService(app, 'harbour')
await addService(app, 'customs')

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute))
const many = 210
for (let minute = 0; minute < many; minute++) {
  await addChange(app, { title: `List the tugs ${minute}`, createdAt: at(minute), requesterId: 'prs_other' })
}
const oldest = await addChange(app, {
  ...{ title: '50%_off at the oldest berth', tier: 'high', state: 'denied', createdAt: at(-1) },
  ...{ service: 'customs', requesterId: auditor.id },
})

const titles = async (asked: Parameters<typeof searchChanges>[1]) =>
  (await searchChanges(auditor, asked)).changes.map(({ title }) => title)

describe('the list of changes', () => {
  it('goes through every change once, newest first, page by page', async () => {
    const seen: string[] = []
    let before: string | null = null
    do {
      const page = await searchChanges(auditor, { before })
      expect(page).toMatchObject({ total: many + 1, matching: many + 1, services: ['customs', 'harbour'] })
      seen.push(...page.changes.map(({ id }) => id))
      before = page.older
    } while (before !== null)
    expect(seen).toHaveLength(many + 1)
    expect(new Set(seen).size).toBe(many + 1)
    expect(seen.at(-1)).toBe(oldest.id)
  })

  it.each([
    [{ q: 'OLDEST berth' }],
    [{ q: oldest.id.slice(0, 20) }],
    [{ q: 'customs' }],
    [{ q: '50%_off' }],
    [{ tier: 'high' }],
    [{ service: 'customs' }],
    [{ standing: 'ended' }],
    [{ by: 'mine' }],
  ])('finds the oldest of all by %j', async (asked) => expect(await titles(asked)).toEqual([oldest.title]))

  it.each([
    [{ q: 'tug_' }],
    [{ q: '%oldest%' }],
    [{ q: 'oldest', tier: 'low' }],
    [{ standing: 'nowhere' }],
    [{ tier: 'hi\u0000gh' }],
    [{ standing: 'delivered' }],
  ])('has nothing for %j, and says of how many', async (asked) => {
    expect(await searchChanges(auditor, asked)).toMatchObject({
      changes: [],
      matching: 0,
      total: many + 1,
      older: null,
    })
  })

  it('shows a page at most, and is for people with a role', async () => {
    expect(await titles({ q: 'tugs\u0000 list' })).toHaveLength(changesOnPage)
    await expect(searchChanges(person('prs_nobody'), {})).rejects.toMatchObject({ code: 'forbidden' })
  })
})

const call = (fallbackRank: number, fault: string | null): EntryDraft => ({
  kind: 'generation',
  ...{ changeId: oldest.id, runId: null, materials: [] },
  riskTier: 'high',
  subjects: [{ name: 'attempt', sha256: sha(`attempt ${fallbackRank}`) }],
  predicate: {
    purpose: 'code',
    outcome: fault ? 'failed' : 'answered',
    answeredModel: fault ? null : 'docs@1',
    ...{ provider: 'templates', requestedModel: 'docs@1', client: 'templates', fallbackRank, fault, retry: 0 },
    ...{ promptTemplateId: 'code/v1', promptTemplateSha256: sha('prompt'), requestSha256: sha('request') },
    ...{ responseSha256: null, requestId: null, parameters: {}, outputs: [], stopReason: null, latencyMs: 12 },
    ...{ inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, costUsd: null, confidence: null, region: null },
    ...{ aiLines: 0, templateLines: 7, humanLines: 0, timeToFirstByteMs: null, repair: 0, toolCalls: [] },
    promptSha256: sha('rendered'),
  },
})

describe('the calls of a change', () => {
  it('are all there, failed ones too, in the order they were made', async () => {
    expect(await readCalls(auditor, { changeId: oldest.id })).toEqual({ calls: [], consentChecks: [] })
    await app.$transaction(async (tx) => {
      await append(tx, call(0, 'overloaded'), contextOf(ports().signer))
      await append(tx, call(1, null), contextOf(ports().signer))
    })
    const { calls } = await readCalls(auditor, { changeId: oldest.id })
    expect(calls).toMatchObject([
      { fallbackRank: 0, outcome: 'failed', fault: 'overloaded', promptTemplateId: 'code/v1', region: null },
      { fallbackRank: 1, outcome: 'answered', answeredModel: 'docs@1', latencyMs: 12, scripted: false },
    ])
  })
})

const judge = async (changeId: string, input: object, minute: number) =>
  await app.verdict.create({
    data: {
      ...{ id: newId('vrd'), changeId, stage: 'change', commit: commit(`judged ${minute}`), treeId: commit('tree') },
      ...{ policyDigest: sha('policy'), inputDigest: sha('input'), input, allow: true, createdAt: at(minute) },
      ...{ findings: [], missing: [], evaluated: [], durationMs: 1 },
    },
  })

describe('the plan of a change', () => {
  const nothing = { commit: null, promises: null, testPlan: [], tests: null, files: null, evidence: [] }

  it('is empty without a design, and facts of another shape are not guessed at', async () => {
    expect(await readPlan(auditor, { changeId: oldest.id })).toEqual(nothing)
    await judge(oldest.id, { version: 0 }, 1)
    expect(await readPlan(auditor, { changeId: oldest.id })).toEqual(nothing)
  })

  it('compares the design with the newest judged commit', async () => {
    const { id: changeId } = await addChange(app)
    const facts = allowedFacts('change', sha('policy'))
    const [promised = ''] = facts.design?.operations ?? []
    const spec = { ...design, operations: [promised, 'DELETE /everything'] }
    await app.design.create({
      data: {
        id: newId('dsg'),
        changeId,
        revision: 1,
        option: 0,
        spec,
        digest: sha('spec'),
        author: 't',
        chosenAt: at(0),
      },
    })
    expect((await readPlan(auditor, { changeId })).promises?.map(({ state }) => state)).toEqual(['open', 'open'])
    await judge(changeId, { ...facts, files: null }, 2)
    await judge(changeId, facts, 3)
    const plan = await readPlan(auditor, { changeId })
    expect(plan).toMatchObject({ commit: commit('judged 3'), testPlan: ['It answers.'], tests: facts.tests })
    expect(plan.promises).toContainEqual({ kind: 'operation', name: promised, state: 'kept' })
    expect(plan.promises).toContainEqual({ kind: 'operation', name: 'DELETE /everything', state: 'missing' })
    expect(plan.files).toHaveLength(facts.files?.length ?? 0)
    expect(plan.evidence.map(({ kind }) => kind)).toContain('tests')
  })
})

const design = {
  ...{ version: 1, service: 'harbour', title: 'Count the berths', summary: 'It counts.', tradeOff: 'None.' },
  intent: { shape: 'readEndpoint', service: 'harbour', entity: 'Berth', query: { kind: 'count' } },
  ...{ openapi: {}, operations: [], entities: [], components: [], relations: [], schemaChanges: [] },
  ...{ newEnvironment: [], newDependencies: [], personalFields: [], testPlan: ['It answers.'], threats: [] },
  author: 'api/read-endpoint@1.0.0',
}
