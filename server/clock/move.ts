import * as z from 'zod/mini'
import { governed } from '#server/governed.ts'
import type { EntryDraft } from '#server/loop/ledger/index.ts'
import { sha256 } from '#server/platform/digest.ts'
import { conflict } from '#server/platform/errors.ts'
import { ensure, refusedBy } from '#server/platform/guard.ts'

/** A year at most: enough for every wait there is. */
const longestMoveMs = 366 * 24 * 3_600_000

export const MoveClock = z.object({ byMs: z.int().check(z.positive(), z.maximum(longestMoveMs)) })

const refused = refusedBy({
  real: 'This instance runs on real time. Only one started with CLOCK=movable can be moved.',
})

/** Moves business time forward, for every process at once, so that a wait is passed. Evidence is never made by it. */
export const moveClock = governed('clock.move', MoveClock, async (act, { byMs }) => {
  const { movable, offsetMs } = act.clock
  if (!movable) ensure(refused('real'))
  const toOffsetMs = offsetMs + byMs
  const from = { id: 1, offsetMs: BigInt(offsetMs) }
  const { count } = await act.tx.clock.updateMany({ where: from, data: { offsetMs: BigInt(toOffsetMs) } })
  if (count === 0) throw conflict('The clock')
  const entry: EntryDraft = {
    kind: 'clock',
    changeId: null,
    runId: null,
    riskTier: null,
    subjects: [{ name: 'clock', sha256: sha256(String(toOffsetMs)) }],
    materials: [],
    predicate: { fromOffsetMs: offsetMs, toOffsetMs },
  }
  return { result: { offsetMs: toOffsetMs }, entry, seen: { byMs } }
})
