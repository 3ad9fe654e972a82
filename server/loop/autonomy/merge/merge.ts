import { setTimeout as pause } from 'node:timers/promises'
import * as z from 'zod/mini'
import type { Act, Outcome } from '#server/governed.ts'
import {
  advance,
  type Change,
  claimChange,
  loadChange,
  type RiskTier,
  releaseChange,
} from '#server/loop/change/index.ts'
import { changeEntry, type EntryDraft, entriesOfChange, lastEntryId } from '#server/loop/ledger/index.ts'
import { sha256 } from '#server/platform/digest.ts'
import { conflict } from '#server/platform/errors.ts'
import type { WorkScope } from '#server/platform/halt/permit.ts'
import type { TrafficDriver } from '#server/ports/delivery.ts'
import { type StepFault, step } from '#server/step.ts'
import { repositoryOf } from '#server/workspaces/index.ts'
import { sourceLevelEntry } from './source-level.ts'
import { type Deployed, tagDeployment } from './tag-deployment.ts'

interface Claimed extends WorkScope {
  change: Change
  branch: string
  deployed: Deployed
}

/** The approved commit, and exactly that one, becomes the tip of the main branch, fast-forward only, and is tagged. */
export const mergeChange = step(z.object({ changeId: z.string() }), {
  claim: { permission: 'change.merge', run: claim },
  async effect({ change, branch, deployed }, { ports, permit, signal }): Promise<string | null> {
    await untilServed(ports.traffic, change, signal)
    permit.assert(change)
    const repository = repositoryOf(change.service)
    const [base, head] = [change.baseCommit ?? '', change.headCommit ?? '']
    if ((await ports.git.resolve(repository, branch)) !== head)
      await ports.git.updateReference(repository, branch, base, head)
    return await tagDeployment(ports.git, repository, head, deployed)
  },
  settle: { permission: 'change.merge', run: settle },
  abandon: { permission: 'codegen.abandon', run: abandon },
})

/** Pointing the edge takes milliseconds; when this elapses the edge is down, and the merge is tried again. */
const servedWithinMs = 10_000
const lookEveryMs = 50

/** The main branch never says more than what users get: the edge serves the version first. */
async function untilServed(
  traffic: TrafficDriver,
  { service, artifactDigest }: Change,
  signal: AbortSignal,
): Promise<void> {
  for (const end = Date.now() + servedWithinMs; ; await pause(lookEveryMs, undefined, { signal })) {
    if ((await traffic.current(service))?.stable === artifactDigest) return
    if (Date.now() > end) throw conflict('The edge')
  }
}

async function claim(act: Act, { changeId }: { changeId: string }): Promise<Outcome<Claimed>> {
  const change = await claimChange(act.tx, changeId, 'merging')
  const workspace = await act.tx.workspace.findUnique({ where: { service: change.service } })
  if (!workspace) throw conflict('This change')
  const { service, humanMade } = change
  const deployed = await deploymentOf(act, change)
  return {
    result: { change, branch: workspace.defaultBranch, deployed, service, humanMade },
    entry: changeEntry(change, 'merge.started'),
  }
}

async function deploymentOf(act: Act, { id, service, artifactDigest }: Change): Promise<Deployed> {
  const where = { changeId: id, state: 'stable' }
  const rollout = await act.tx.rollout.findFirst({ where, orderBy: { createdAt: 'desc' }, select: { id: true } })
  return {
    service,
    changeId: id,
    deploymentId: rollout?.id ?? 'none',
    artifactDigest: artifactDigest ?? 'none',
    ledgerEvent: (await lastEntryId(act.tx, id, 'deployment')) ?? 'none',
  }
}

async function settle(act: Act, { change, branch }: Claimed, tag: string | null): Promise<Outcome<void>> {
  await advance(act.tx, change, 'merged')
  await act.emit('lane.free', { service: change.service })
  const level = sourceLevelEntry(change, await entriesOfChange(act.tx, change.id), act.clock.now)
  return {
    result: undefined,
    entry: [mergeEntry(change, branch, null), level],
    seen: { branch, commit: change.headCommit, tag },
  }
}

async function abandon(act: Act, { change }: Claimed, fault: StepFault): Promise<Outcome<void>> {
  await releaseChange(act.tx, change.id)
  const now = await loadChange(act.tx, change.id)
  if (fault.kind === 'failed' && now.state === 'merging')
    await advance(act.tx, now, 'failed', { reason: fault.message })
  // Taken back while it was merged: whatever reached the branch is reverted.
  if (now.state === 'rolledBack') await act.emit('rollout.restored', { changeId: now.id })
  return { result: undefined, entry: changeEntry(now, `merge.${fault.kind}`), seen: { reason: fault.message } }
}

/** @param revert the commit that takes the change back, or null for the merge itself. */
export function mergeEntry(change: Change, branch: string, revert: string | null): EntryDraft {
  const commit = revert ?? change.headCommit ?? ''
  return {
    kind: 'merge',
    changeId: change.id,
    runId: null,
    riskTier: change.tier as RiskTier,
    subjects: [{ name: `${change.service} ${branch}`, sha256: sha256(commit) }],
    materials: change.evidenceDigest ? [{ name: 'evidence', sha256: change.evidenceDigest }] : [],
    predicate: {
      service: change.service,
      branch,
      commit,
      base: revert ? (change.headCommit ?? '') : (change.baseCommit ?? ''),
      method: revert ? 'revert' : 'fast-forward',
      revertOf: revert ? change.headCommit : null,
      artifactDigest: change.artifactDigest,
    },
  }
}
