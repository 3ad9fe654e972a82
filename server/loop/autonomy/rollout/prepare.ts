import * as z from 'zod/mini'
import type { Act, Outcome } from '#server/governed.ts'
import { advance as advanceChange, type Change, loadChange, type RiskTier } from '#server/loop/change/index.ts'
import {
  type DeploymentJudgement,
  deploymentVerdictEntry,
  findPolicyRelease,
  judgeDeployment,
  verificationEntry,
} from '#server/loop/guards/index.ts'
import { changeEntry, type EntryDraft } from '#server/loop/ledger/index.ts'
import { database, readClock } from '#server/platform/db/index.ts'
import { conflict } from '#server/platform/errors.ts'
import type { WorkScope } from '#server/platform/halt/permit.ts'
import { newId } from '#server/platform/ids.ts'
import { activePolicy } from '#server/policy/index.ts'
import { type StepFault, step } from '#server/step.ts'
import { repositoryOf } from '#server/workspaces/index.ts'
import { requestsOf } from '../approvals/index.ts'
import { deploymentFacts } from './deployment-facts.ts'
import { artifactNamed, deploymentEntry } from './entry.ts'
import { ladderDefinition, ladderFor } from './ladder.ts'
import { makeStable } from './release.ts'
import {
  ladderOf,
  lastWasTakenBack,
  loadRelease,
  loadRollout,
  moveRollout,
  nextEpoch,
  rolloutUnderWay,
} from './store.ts'

interface Claimed extends WorkScope {
  rolloutId: string
  change: Change
  defaultBranch: string
}

interface Prepared {
  baseMoved: boolean
  judged: DeploymentJudgement
}

/**
 * Takes the service's release lane for an approved change and makes sure it still stands on what is released.
 * A change whose base moved goes back to be written anew; one whose artifact runs already needs no rollout.
 */
export const prepareRollout = step(z.object({ changeId: z.string() }), {
  claim: { permission: 'rollout.start', run: claim },
  async effect({ change, defaultBranch }, { ports }): Promise<Prepared> {
    const tip = await ports.git.resolve(repositoryOf(change.service), defaultBranch)
    const { now } = await readClock(database())
    const facts = await deploymentFacts(database(), change, ports.signer, now.getTime())
    return { baseMoved: tip !== change.baseCommit, judged: await judgeDeployment(database(), facts) }
  },
  settle: { permission: 'rollout.start', run: settle },
  abandon: { permission: 'rollout.rollBack', run: abandon },
})

async function claim(act: Act, { changeId }: { changeId: string }): Promise<Outcome<Claimed>> {
  const change = await loadChange(act.tx, changeId)
  const release = await loadRelease(act.tx, change.service)
  const workspace = await act.tx.workspace.findUnique({ where: { service: change.service } })
  if (change.state !== 'rollingOut' || !release || !workspace) throw conflict('This change')
  await mustBeApproved(act, change)
  await mustBeTested(act)
  const rolloutId = await takeLane(act, change, release.stableDigest)
  const { service, humanMade } = change
  const result = { rolloutId, change, defaultBranch: workspace.defaultBranch, service, humanMade }
  return { result, entry: changeEntry(change, 'rollout.preparing') }
}

/** One at a time a service; what a process that is gone, or a halt, left in preparation is taken up again. */
async function takeLane(act: Act, change: Change, previousDigest: string): Promise<string> {
  const { id: changeId, service, tier, artifactDigest } = change
  const epoch = await nextEpoch(act.tx, service)
  const underWay = await rolloutUnderWay(act.tx, service)
  if (underWay?.changeId === changeId && underWay.state === 'preparing') return underWay.id
  if (underWay) throw conflict('The release lane')
  const closelyWatched = await lastWasTakenBack(act.tx, service)
  const ladder = ladderFor(tier as RiskTier, closelyWatched)
  const way = { definition: ladderDefinition, ladder, step: 0, epoch, closelyWatched }
  const versions = { artifactDigest: artifactDigest ?? '', previousDigest }
  const { id } = await act.tx.rollout.create({
    data: { id: newId('rol'), changeId, service, state: 'preparing', ...way, ...versions },
  })
  return id
}

/** Re-checked where it is acted upon: the complete approval must be of exactly today's evidence. */
async function mustBeApproved(act: Act, change: Change): Promise<void> {
  const requests = await requestsOf(act.tx, change.id)
  const approved = requests.some(
    ({ purpose, state, digest }) => purpose === 'release' && state === 'complete' && digest === change.evidenceDigest,
  )
  if (!approved) throw conflict('The approval')
}

/** At a first start the policy's own tests may still be running; without their result nothing is deployed. */
async function mustBeTested(act: Act): Promise<void> {
  const { digest } = await activePolicy()
  if (!(await findPolicyRelease(act.tx, digest))) throw conflict('The policy’s tests')
}

async function settle(act: Act, claimed: Claimed, { baseMoved, judged }: Prepared): Promise<Outcome<void>> {
  const rollout = await loadRollout(act.tx, claimed.rolloutId)
  const { change } = rollout
  if (baseMoved) {
    await moveRollout(act.tx, rollout, 'baseMoved', { finishedAt: new Date() })
    await advanceChange(act.tx, change, 'baseMoved')
    await act.emit('lane.free', { service: change.service })
    return { result: undefined, entry: changeEntry(change, 'rollout.baseMoved', 'generating'), seen: { baseMoved } }
  }
  const about = { subject: artifactNamed(rollout), runId: null, at: act.clock.now }
  const verdict: [EntryDraft, ...EntryDraft[]] = [
    deploymentVerdictEntry(change, judged),
    ...verificationEntry(change, judged, about),
  ]
  if (!judged.verdict.allow) {
    await moveRollout(act.tx, rollout, 'denied', { finishedAt: new Date() })
    await advanceChange(act.tx, change, 'denied', {
      reason: judged.findings[0]?.message ?? 'The policy did not allow it.',
    })
    await act.emit('lane.free', { service: change.service })
    return { result: undefined, entry: verdict, seen: { allow: false, findings: judged.findings.length } }
  }
  if (rollout.artifactDigest === rollout.previousDigest) {
    await moveRollout(act.tx, rollout, 'unchanged', { finishedAt: new Date(), weight: 10_000 })
    const [stable] = await makeStable(act, rollout)
    return { result: undefined, entry: stable ? [...verdict, stable] : verdict, seen: { unchanged: true } }
  }
  const first = ladderOf(rollout)[0]
  const minimumSeconds = first && first.kind !== 'gate' ? first.minimumSeconds : 0
  await moveRollout(act.tx, rollout, 'prepared', {
    stepStartedAt: act.clock.now,
    stepMinimumEnds: new Date(act.clock.now.getTime() + minimumSeconds * 1_000),
  })
  const started = {
    event: 'started',
    environment: 'sandbox',
    stage: 'sandbox',
    weight: 0,
    decision: null,
    observedMs: 0,
  } as const
  return {
    result: undefined,
    entry: [...verdict, deploymentEntry(rollout, started)],
    seen: { stage: 'sandbox', allow: true },
  }
}

/** A halt leaves it in preparation, to be taken up again; a fault sends it back. */
async function abandon(act: Act, claimed: Claimed, fault: StepFault): Promise<Outcome<void>> {
  const rollout = await loadRollout(act.tx, claimed.rolloutId)
  if (fault.kind === 'failed' && rollout.state === 'preparing') await moveRollout(act.tx, rollout, 'alarm')
  return {
    result: undefined,
    entry: changeEntry(rollout.change, `rollout.${fault.kind}`),
    seen: { reason: fault.message },
  }
}
