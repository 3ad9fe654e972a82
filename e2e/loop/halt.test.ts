import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { pushByHand } from '#bin/commands/demo/person-commit.ts'
import { moveClock } from '#server/clock/index.ts'
import { sign } from '#server/loop/autonomy/approvals/index.ts'
import { submitCommit } from '#server/loop/autonomy/human-made/index.ts'
import { clear, type HaltStatus, haltStatus, resume } from '#server/loop/autonomy/killswitch/index.ts'
import type { ChangeOverview } from '#server/loop/autonomy/overview/index.ts'
import { promote } from '#server/loop/autonomy/rollout/index.ts'
import { submit } from '#server/loop/intents/index.ts'
import { Failure } from '#server/platform/errors.ts'
import { repositoryOf } from '#server/workspaces/index.ts'
import { dominion, program } from './command-line.ts'
import { edge, madeUpWord, openRequest, overviewOf, passing, people, serviceOfOwn, until } from './journey.ts'

/** The ADR's two commands, as printed there. */
const printed = {
  everything: `./ops/killswitch/execute.ps1 -Scope Global -Reason "Security Incident"`,
  service: `./ops/killswitch/execute.ps1 -Scope Service -ServiceName "auth-service"`,
}
const typed = (command: string) => program('sh', ['-c', command])
const reason = 'Read it whole; it does what was asked.'

const status = (): Promise<HaltStatus> => haltStatus(people.auditor, {})
const standing = async (scope: string) => (await status()).active.find((halt) => halt.scope === scope)

/** What began in one test must not stand in the way of the next file. */
afterAll(async () => {
  const halt = await standing('global')
  if (!halt) return
  const given = halt.clearances.map(({ kind }) => kind)
  const give = async (kind: 'councilDirective' | 'securityClearance', who: typeof people.council) =>
    given.includes(kind) || (await clear(who, { haltId: halt.id, kind, reference: 'End of the drill' }))
  await give('councilDirective', people.council)
  await give('securityClearance', people.security)
  await resume(people.security, { haltId: halt.id })
})

/** What a person does by hand while automation stands still: waits for the evidence, then takes the next step. */
async function promoteByHand(changeId: string): Promise<ChangeOverview> {
  return await until('a person brings it to production', async () => {
    const overview = await overviewOf(changeId)
    if (overview.change.state === 'delivered') return overview
    if (overview.change.state === 'rolledBack') throw new Error('it was taken back')
    const rollout = overview.rollouts.find(({ state }) => state === 'sandbox' || state === 'canary')
    if (rollout && Object(rollout.reading).verdict === 'proven') {
      await moveClock(people.admin, { byMs: 300_000 }).catch(unlessConflict)
      await promote(people.lead, { changeId, rolloutId: rollout.id, step: rollout.step }).catch(unlessConflict)
    }
    return null
  })
}

function unlessConflict(error: unknown): void {
  if (!(error instanceof Failure && ['conflict', 'refused'].includes(error.code))) throw error
}

describe('a halt', () => {
  it('of one service is typed as the ADR prints it, for a name that nobody knows', async () => {
    const said = await typed(printed.service)
    expect(said).toMatchObject({ code: 0 })
    expect(said.errors).toContain('no service is called auth-service')
    expect(said.out).toContain('acknowledged')
    expect(await standing('service:auth-service')).toMatchObject({ reason: 'unspecified', via: 'journal' })
    expect((await status()).globalHalted).toBe(false)
  })

  it('of everything stops a generation under way; a person’s own commit still ships; two people resume', async () => {
    const [generated, own] = await Promise.all([serviceOfOwn(), serviceOfOwn()])
    const { changeId } = await submit(people.requester, { service: generated, text: 'Show how many berths there are' })
    await until('the generation runs', async () => (await overviewOf(changeId)).runs[0]?.state === 'running')

    const said = await typed(printed.everything)
    expect(said).toMatchObject({ code: 0, errors: '' })
    expect(said.out).toContain('(reason: Security Incident). The running system has acknowledged it.')
    const stopped = await until('the generation stops', async () => {
      const overview = await overviewOf(changeId)
      return overview.runs[0]?.state === 'stopped' && overview
    })
    expect(stopped.change).toMatchObject({ state: 'generating', headCommit: null })
    await until('every process has stopped', async () =>
      (await status()).processes.every(({ acknowledged, runningWork }) => acknowledged && runningWork === 0),
    )

    const word = madeUpWord()
    const branch = `people/${word}`
    const repository = repositoryOf(own)
    const edit = (before: string | null) => (before ?? '').replace("status: 'ok'", `status: 'ok', note: '${word}'`)
    await pushByHand({ repository, branch, message: 'Say more when well', edits: { 'server/app.ts': edit } })
    const text = 'Say more in the health endpoint of the API'
    const mine = await submitCommit(people.requester, { service: own, branch, text })
    const request = await openRequest(mine.changeId)
    const [role] = request.slots.map((slot) => slot.role)
    expect(role).toBe('lead')
    const input = { changeId: mine.changeId, requestId: request.id, seenDigest: request.digest, reason }
    await sign(people.lead, { ...input, role: 'lead' })
    const delivered = await promoteByHand(mine.changeId)
    expect(delivered.change.humanMade).toBe(true)
    expect(delivered.activity.map(({ event }) => event)).toContain('rollout.promote')
    expect(delivered.activity.map(({ event }) => event)).not.toContain('rollout.increase')
    expect(await (await fetch(`${edge}/${own}/health`)).json()).toMatchObject({ note: word })

    // All the while the machine’s own change stood still.
    await pause(1_000)
    expect((await overviewOf(changeId)).runs).toMatchObject([{ number: 1, state: 'stopped' }])

    const halt = await standing('global')
    const haltId = halt?.id ?? ''
    expect(await dominion('onCall', 'resume', haltId)).toMatchObject({ code: 4 })
    const directive = ['--clear', 'councilDirective', '--reference', 'Drill 2026-4']
    expect(await dominion('security', 'resume', haltId, ...directive)).toMatchObject({ code: 4 })
    expect(await dominion('council', 'resume', haltId, ...directive)).toMatchObject({ code: 0 })
    const early = await dominion('council', 'resume', haltId)
    expect(early).toMatchObject({ code: 4 })
    expect(early.errors).toContain('Both clearances must be given first, by two people.')
    const clearance = ['--clear', 'securityClearance', '--reference', 'Drill 2026-4']
    expect(await dominion('security', 'resume', haltId, ...clearance)).toMatchObject({ code: 0 })
    expect((await dominion('security', 'resume')).out).toContain('given: councilDirective, securityClearance')
    expect(await dominion('security', 'resume', haltId)).toMatchObject({ code: 0 })

    const { runs } = await passing().into(changeId, 'delivered')
    expect(runs.map(({ state }) => state)).toEqual(['stopped', 'ready'])
  })

  it('is typed with nothing but the data folder at hand, and only stops', async () => {
    const service = madeUpWord()
    const said = await dominion(null, 'halt', '--service', service, '--reason', 'Drill', '--json')
    expect(said).toMatchObject({ code: 0 })
    const { haltId, serviceKnown } = said.json<{ haltId: string; serviceKnown: boolean }>()
    expect(serviceKnown).toBe(false)
    expect(await dominion(null, 'resume', haltId)).toMatchObject({ code: 3 })
    expect(await dominion(null, 'approve')).toMatchObject({ code: 3 })
    const by = await dominion('onCall', 'halt', '--service', service)
    expect(by.out).toContain('(it was already)')
  })
})
