import { describe, expect, it } from 'vitest'
import { append } from '#server/loop/ledger/append.ts'
import { entriesOfChange, lineageOf } from '#server/loop/ledger/index.ts'
import { contextOf } from '#server/loop/ledger/testing/drafts.ts'
import { generationOf, policyDecisionOf } from '#server/loop/ledger/testing/samples/index.ts'
import { newId } from '#server/platform/ids.ts'
import { ports } from '#server/ports/wired.ts'
import { person, sha, system, testInstance } from '#server/testing/instance.ts'
import { rollBack } from '../rollout/index.ts'
import { markRestored } from '../rollout/roll-back.ts'
import type { RolloutWithChange } from '../rollout/store.ts'
import { addRollout, judged, watched } from '../rollout/testing/rollouts.ts'
import type { RollbackCause } from '../rollout/vocabulary.ts'
import { closeIncident, listIncidents, openIncident, readIncident } from './index.ts'

const { app, raw } = await testInstance()
const orchestrator = system('orchestrator')
const lead = person('prs_lead', 'lead')
const auditor = person('prs_auditor', 'auditor')

/** A rollout whose change was written by a model and let through by the policy, both in the ledger. */
async function deployed(): Promise<RolloutWithChange> {
  const rollout = await addRollout(app)
  const { changeId, change } = rollout
  const runId = newId('run')
  await app.generationRun.create({
    data: { id: runId, changeId, number: 1, state: 'committed', commit: change.headCommit, holder: 'test' },
  })
  await app.$transaction(async (tx) => {
    const context = contextOf(ports().signer)
    await append(tx, { ...generationOf({ outcome: 'failed' }), changeId, runId }, context)
    await append(tx, { ...generationOf({ outcome: 'answered' }), changeId, runId }, context)
    await append(tx, { ...generationOf({ outcome: 'answered' }), changeId, runId: 'run_other' }, context)
    await append(tx, { ...policyDecisionOf(), changeId }, context)
  })
  return rollout
}

async function takenBack(cause: RollbackCause, by = orchestrator): Promise<RolloutWithChange> {
  const rollout = await deployed()
  const of = { changeId: rollout.changeId, rolloutId: rollout.id }
  await watched(app, rollout, judged({ attempts: 400, failures: 40 }))
  await rollBack(by, { ...of, cause, detectedAt: new Date().toISOString() })
  await markRestored(orchestrator, of)
  return rollout
}

const of = async ({ id }: RolloutWithChange) => (await listIncidents(auditor, { rolloutId: id })).incidents

describe('a version taken back by itself', () => {
  it('is an incident once the version before serves: what was measured, and when', async () => {
    const rollout = await takenBack('errors')
    const [incident] = await of(rollout)
    expect(incident).toMatchObject({ state: 'open', automatic: true, cause: 'errors', service: rollout.service })
    const view = await readIncident(auditor, { incidentId: incident?.id ?? '' })
    expect(view).toMatchObject({ measure: 'errorRate', measured: 0.1, limit: 0.01, openedBy: 'system:orchestrator' })
    const times = [view.detectedAt, view.decidedAt, view.restoredAt].map((at) => at?.getTime() ?? 0)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(Math.min(...times)).toBeGreaterThan(Date.now() - 60_000)
  })

  it('names the deployment’s entries, the call that wrote the commit, its prompt and the verdict, and no others', async () => {
    const rollout = await takenBack('unhealthy')
    const [incident] = await of(rollout)
    const view = await readIncident(auditor, { incidentId: incident?.id ?? '' })
    expect(view.rollbacks).toMatchObject([{ cause: 'unhealthy', restored: false }])
    expect(view.calls).toMatchObject([{ promptTemplateId: 'code/v1', promptTemplateSha256: sha('code/v1') }])
    expect(view.verdicts).toMatchObject([{ decision: 'allow' }])
    expect(view.own.map(({ event }) => event)).toEqual(['opened'])
  })

  it('is found from each entry it concerns, and the lineage leads to it', async () => {
    const rollout = await takenBack('latency')
    const [incident] = await of(rollout)
    const entries = await entriesOfChange(app, rollout.changeId)
    const own = entries.findLast(({ kind }) => kind === 'incident')
    const { links } = await lineageOf(app, rollout.changeId)
    const joined = links.filter(({ to }) => to === own?.entryId).map(({ from }) => from)
    const verdict = entries.find(({ kind }) => kind === 'policy-decision')?.entryId ?? ''
    expect(joined).toEqual(expect.arrayContaining([verdict]))
    for (const entryId of joined) {
      const found = await listIncidents(auditor, { entryId })
      expect(found.incidents.map(({ id }) => id)).toEqual([incident?.id])
    }
    expect(new Set(joined).size).toBe(4)
  })

  it.each<[RollbackCause, string]>([
    ['gateDeclined', 'people said no at a gate'],
    ['contentChanged', 'its change was withdrawn'],
  ])('is none for %s: %s', async (cause) => expect(await of(await takenBack(cause))).toEqual([]))

  it('is none when a person took it back', async () => {
    expect(await of(await takenBack('errors', lead))).toEqual([])
  })
})

describe('an incident', () => {
  const reason = 'A customer’s list was empty for a while.'
  const opened = async () => {
    const rollout = await takenBack('errors', lead)
    const { id: rolloutId, changeId } = rollout
    return { ...(await openIncident(lead, { changeId, rolloutId, reason })), rollout }
  }

  it('is opened by a person with a reason, whose words stay out of the entry', async () => {
    const { incidentId, rollout } = await opened()
    expect(await readIncident(auditor, { incidentId })).toMatchObject({
      ...{ automatic: false, cause: 'person', openedBy: 'prs_lead', reason },
    })
    const entry = (await entriesOfChange(app, rollout.changeId)).at(-1)
    expect(entry).toMatchObject({ kind: 'incident', predicate: { event: 'opened', reasonGiven: true } })
    expect(JSON.stringify(entry)).not.toContain('customer')
    expect(entry?.predicate._sd).toHaveLength(1)
  })

  it('is open once a rollout, and opened only for a rollout of that change', async () => {
    const { rollout } = await opened()
    const again = { changeId: rollout.changeId, rolloutId: rollout.id, reason }
    await expect(openIncident(lead, again)).rejects.toMatchObject({ code: 'refused', reason: 'alreadyOpen' })
    const other = await addRollout(app)
    await expect(openIncident(lead, { ...again, rolloutId: other.id })).rejects.toMatchObject({ code: 'notFound' })
  })

  it('of two people who open it at once is opened by one', async () => {
    const { id: rolloutId, changeId } = await takenBack('errors', lead)
    const outcomes = await Promise.allSettled([1, 2].map(() => openIncident(lead, { changeId, rolloutId, reason })))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await listIncidents(auditor, { rolloutId })).incidents).toHaveLength(1)
  })

  it('is closed once, with a reason, by an entry that names it', async () => {
    const { incidentId, rollout } = await opened()
    await closeIncident(lead, { incidentId, reason: 'The filter was mended.' })
    expect(await readIncident(auditor, { incidentId })).toMatchObject({
      ...{ state: 'closed', closedBy: 'prs_lead', closeReason: 'The filter was mended.' },
      own: [{ event: 'opened' }, { event: 'closed' }],
    })
    const { links, entries } = await lineageOf(app, rollout.changeId)
    const [first, last] = entries.filter(({ kind }) => kind === 'incident')
    expect(links).toContainEqual(expect.objectContaining({ from: first?.entryId, to: last?.entryId }))
    await expect(closeIncident(lead, { incidentId, reason })).rejects.toMatchObject({ reason: 'closedAlready' })
  })

  it('is for whoever may take a version back, and read by everyone with a role', async () => {
    const { incidentId, rollout } = await opened()
    await expect(closeIncident(auditor, { incidentId, reason })).rejects.toMatchObject({ code: 'forbidden' })
    const asked = { changeId: rollout.changeId, rolloutId: rollout.id, reason }
    await expect(openIncident(auditor, asked)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(listIncidents(person('prs_none'), {})).rejects.toMatchObject({ code: 'forbidden' })
    await expect(readIncident(auditor, { incidentId: 'inc_none' })).rejects.toMatchObject({ code: 'notFound' })
    await expect(listIncidents(auditor, { entryId: 'none' })).rejects.toMatchObject({ code: 'invalidInput' })
  })

  it('is not rewritten by the program: the database lets it only be closed', async () => {
    const { incidentId } = await opened()
    await expect(app.incident.update({ where: { id: incidentId }, data: { cause: 'errors' } })).rejects.toThrow()
    await expect(app.incident.delete({ where: { id: incidentId } })).rejects.toThrow()
    const { rows } = await raw.query('SELECT cause FROM incident WHERE id = $1', [incidentId])
    expect(rows).toEqual([{ cause: 'person' }])
  })
})
