import { beforeEach, describe, expect, it } from 'vitest'
import { generationEntries, type ModelCall } from '#server/models/index.ts'
import type { ModelAttempt } from '#server/ports/models.ts'
import { ports } from '#server/ports/wired.ts'
import { askErasure, confirmErasure, liftHold, placeHold } from '#server/retention/index.ts'
import { addChange, addService, person, sha, testInstance } from '#server/testing/instance.ts'
import { append } from '../append.ts'
import { contextOf } from '../testing/drafts.ts'
import { promptsKeptDays } from '../thresholds.ts'
import { expireTexts, readKept } from './index.ts'

const { app, raw } = await testInstance()
await addService(app, 'harbour')
await raw.query('update clock set movable = true')
const auditor = person('person_auditor', 'auditor')
const [legal, admin] = [person('person_legal', 'legal'), person('person_admin', 'admin')]
const request = '{"input":"the rendered prompt, with Ünicode"}'
const response = '{"answer":"the raw answer"}'

const attempt: ModelAttempt = {
  provider: 'anthropic',
  requestedModel: 'model',
  answeredModel: 'model',
  client: 'client',
  promptTemplateId: 'code/v1',
  promptTemplateSha256: sha('template'),
  requestSha256: sha(request),
  responseSha256: sha(response),
  requestId: null,
  inputTokens: 1,
  outputTokens: 1,
  cacheReadTokens: 0,
  costUsd: null,
  region: null,
  timeToFirstByteMs: null,
  latencyMs: 1,
  retry: 0,
  stopReason: 'end',
  fault: null,
}
const call: ModelCall<unknown> = {
  promptSha256: sha('prompt'),
  parameters: {},
  attempts: [attempt],
  exchanges: [{ request: Buffer.from(request), response: Buffer.from(response) }],
  consents: [],
  outcome: { kind: 'answered', answer: {}, confidence: null },
}

let [who, changeId, entryId, count] = ['', '', '', 0]
beforeEach(async () => {
  who = `person_asker${++count}`
  await app.person.create({ data: { id: who, displayName: 'Asker' } })
  changeId = (await addChange(app, { requesterId: who, state: 'delivered' })).id
  entryId = await kept()
})

async function kept(): Promise<string> {
  const about = { changeId, personId: who, runId: null, riskTier: 'low', purpose: 'code', outputs: [] } as const
  const [draft] = generationEntries(call, about)
  if (!draft) throw new Error('no entry was made of the call')
  const rows = await app.$queryRawUnsafe<{ now: Date }[]>('select app_now() as now')
  const context = { ...contextOf(ports().signer), keys: ports().keyEncryption, occurredAt: rows[0]?.now ?? new Date() }
  return (await app.$transaction((tx) => append(tx, draft, context))).entryId
}

const read = () => readKept(auditor, { entryId })
const afterYears = (days: number) => raw.query('update clock set offset_ms = offset_ms + $1', [days * 86_400_000])

describe('the words of a model call', () => {
  it('are the bytes that the signed entry names, and in no table in clear', async () => {
    expect(await read()).toMatchObject([
      { part: 'request', text: request, matches: true, absent: null },
      { part: 'response', text: response, matches: true, absent: null },
    ])
    const rows = await raw.query(`select encode(sealed, 'escape') as bytes from ledger.kept_text`)
    expect(rows.rows.every(({ bytes }) => !bytes.includes('rendered'))).toBe(true)
    const runs = await raw.query(
      `select count(*)::int as n from ledger.event where position('rendered' in convert_from(envelope, 'utf8')) > 0`,
    )
    expect(runs.rows).toEqual([{ n: 0 }])
  })

  it('are for some roles, and of model calls only', async () => {
    await expect(readKept(person(who, 'requester'), { entryId })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(readKept(auditor, { entryId: 'nothing' })).rejects.toMatchObject({ code: 'notFound' })
  })

  it('go when their time is over, and say until when they were here', async () => {
    expect(await expireTexts(app)).toBe(0)
    await afterYears(promptsKeptDays + 1)
    const holdId = (await placeHold(legal, { scope: 'change', target: changeId, reason: 'Case' })).holdId
    await expireTexts(app)
    expect((await read())[0]).toMatchObject({ text: request })
    await liftHold(legal, { holdId, reason: 'Closed' })
    expect(await expireTexts(app)).toBe(2)
    const [gone] = await read()
    expect(gone).toMatchObject({ text: null, absent: 'expired', matches: false })
    expect(new Date(gone?.keptUntil ?? 0).getTime()).toBeGreaterThan(Date.now())
  })

  it('go with the person, and say when; later ones are not kept', async () => {
    const { removalId } = await askErasure(legal, { personId: who, ground: 'objection' })
    expect(await confirmErasure(admin, { removalId })).toMatchObject({ texts: 2 })
    expect((await read())[0]).toMatchObject({ text: null, absent: 'erased', erasedAt: expect.any(String) })
    entryId = await kept()
    expect((await read())[0]).toMatchObject({ text: null, absent: 'erased' })
    expect((await raw.query('select 1 from ledger.kept_text where subject = $1', [who])).rowCount).toBe(0)
  })
})
