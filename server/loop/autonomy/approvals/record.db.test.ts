import { expect, it } from 'vitest'
import { entry } from '#server/loop/ledger/index.ts'
import { addChange, addService, person, system, testInstance } from '#server/testing/instance.ts'
import { decline, readRecord, readRequest, requestRelease, sign } from './index.ts'

const { app } = await testInstance()
await addService(app, 'harbour')
const auditor = person('prs_auditor', 'auditor')

async function asked() {
  const { id: changeId } = await addChange(app, { state: 'approving', tier: 'high' })
  const { digest: seenDigest, requestId } = await requestRelease(system('worker'), { changeId })
  return { changeId, requestId, seenDigest, reason: 'read it' }
}

it('names the ledger entry of each decision, and of no other request', async () => {
  const [question, other] = [await asked(), await asked()]
  const recordOf = async ({ requestId }: { requestId: string }) => await readRecord(auditor, { requestId })
  expect(await recordOf(question)).toMatchObject({ decisions: [], written: null })

  await sign(person('prs_manager', 'manager'), { ...question, role: 'manager' })
  await decline(person('prs_security', 'security'), { ...question, role: 'security' })
  const { decisions } = await recordOf(question)
  expect(decisions.map(({ decision, role }) => [decision, role])).toEqual([
    ['approved', 'manager'],
    ['rejected', 'security'],
  ])
  for (const { entryId } of decisions) {
    expect(await entry(app, entryId)).toMatchObject({
      kind: 'approval',
      predicate: { evidenceSha256: question.seenDigest },
    })
  }
  expect((await recordOf(other)).decisions).toEqual([])
})

it('says that a person wrote it, of a commit of their own', async () => {
  const question = await asked()
  await app.change.update({ where: { id: question.changeId }, data: { humanMade: true } })
  expect((await readRecord(auditor, { requestId: question.requestId })).written).toEqual({
    author: 'person',
    score: null,
  })
})

it('of an id that nobody has says nothing but that', async () => {
  for (const read of [readRecord, readRequest])
    await expect(read(auditor, { requestId: 'apr_none' })).rejects.toMatchObject({ code: 'notFound' })
})
