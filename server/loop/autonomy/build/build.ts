import * as z from 'zod/mini'
import type { Act, Outcome } from '#server/governed.ts'
import { advance, type Change, claimChange, loadChange, releaseChange } from '#server/loop/change/index.ts'
import { changeEntry } from '#server/loop/ledger/index.ts'
import { conflict } from '#server/platform/errors.ts'
import type { WorkScope } from '#server/platform/halt/permit.ts'
import { newId } from '#server/platform/ids.ts'
import type { ArtifactDescription } from '#server/ports/artifacts.ts'
import { type StepFault, step } from '#server/step.ts'
import { buildArtifact } from '#server/workspaces/index.ts'
import { buildEntry } from './entry.ts'

interface Claimed extends WorkScope {
  buildId: string
  change: Change
  startedAt: string
}

interface Built {
  artifact: ArtifactDescription
  lockfileSha256: string
  finishedAt: string
}

/** Builds the judged commit once, in the sandbox. What is approved, run, promoted and rolled back is this artifact. */
export const buildChange = step(z.object({ changeId: z.string() }), {
  claim: { permission: 'build.record', run: claim },
  async effect({ change, buildId }, { ports, permit, signal }): Promise<Built> {
    permit.assert(change)
    const work = { service: change.service, commit: change.headCommit ?? '', buildId }
    return { ...(await buildArtifact(ports, work, signal)), finishedAt: new Date().toISOString() }
  },
  settle: { permission: 'build.record', run: settle },
  abandon: { permission: 'codegen.abandon', run: abandon },
})

async function claim(act: Act, { changeId }: { changeId: string }): Promise<Outcome<Claimed>> {
  const change = await claimChange(act.tx, changeId, 'building')
  if (!change.headCommit) throw conflict('This change')
  const { service, humanMade } = change
  const result = { buildId: newId('bld'), change, startedAt: new Date().toISOString(), service, humanMade }
  return { result, entry: changeEntry(change, 'build.started') }
}

async function settle(act: Act, claimed: Claimed, made: Built): Promise<Outcome<void>> {
  const { artifact } = made
  const built = await advance(act.tx, claimed.change, 'built', { artifactDigest: artifact.digest })
  const entry = buildEntry(built, { ...claimed, ...made })
  return { result: undefined, entry, seen: { artifact: artifact.digest, bytes: artifact.sizeBytes } }
}

async function abandon(act: Act, { change }: Claimed, fault: StepFault): Promise<Outcome<void>> {
  await releaseChange(act.tx, change.id)
  const now = await loadChange(act.tx, change.id)
  if (fault.kind === 'failed' && now.state === 'building')
    await advance(act.tx, now, 'failed', { reason: fault.message })
  return { result: undefined, entry: changeEntry(now, `build.${fault.kind}`), seen: { reason: fault.message } }
}
