import type { Act } from '#server/governed.ts'
import { advance as advanceChange } from '#server/loop/change/index.ts'
import { changeEntry, type EntryDraft } from '#server/loop/ledger/index.ts'
import { warmRetentionHours } from '../thresholds.ts'
import { loadRelease, type RolloutWithChange } from './store.ts'

/** The new version is everyone's; the one before it stays warm, so that going back is a pointer swap. */
export async function makeStable(act: Act, rollout: RolloutWithChange): Promise<EntryDraft[]> {
  const { service, artifactDigest, change } = rollout
  const before = await loadRelease(act.tx, service)
  if (before && before.stableDigest !== artifactDigest) {
    await act.tx.serviceRelease.update({
      where: { service },
      data: {
        stableDigest: artifactDigest,
        stableChangeId: change.id,
        stableCommit: change.headCommit ?? before.stableCommit,
        previousDigest: before.stableDigest,
        previousCommit: before.stableCommit,
        previousUntil: new Date(act.clock.now.getTime() + warmRetentionHours * 3_600_000),
      },
    })
  }
  await advanceChange(act.tx, change, 'stable')
  return [changeEntry(change, 'rollout.stable', 'merging')]
}
