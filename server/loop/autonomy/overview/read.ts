import * as z from 'zod/mini'
import { permitted } from '#server/governed.ts'
import { DesignSpec } from '#server/loop/designs/schemas.ts'
import { IntentSpec } from '#server/loop/intents/schemas.ts'
import { notFound } from '#server/platform/errors.ts'
import { type RequestView, requestsOf, viewRequest } from '../approvals/index.ts'
import { type LadderStep, ladderOf } from '../rollout/index.ts'
import { ReadChange } from './schemas.ts'
import {
  type Activity,
  type Change,
  type Design,
  type EvidenceBundle,
  type GenerationRun,
  type Intent,
  type Rollout,
  readingOf,
  rowsOf,
  type Verdict,
} from './store.ts'

export interface ChangeOverview {
  change: Change
  /** A spec that another version stored is null: it is not guessed at. */
  intents: readonly (Omit<Intent, 'spec'> & { spec: IntentSpec | null })[]
  designs: readonly (Omit<Design, 'spec'> & { spec: DesignSpec | null })[]
  runs: readonly GenerationRun[]
  verdicts: readonly Omit<Verdict, 'input'>[]
  approvals: readonly RequestView[]
  rollouts: readonly (Omit<Rollout, 'ladder' | 'epoch'> & { ladder: LadderStep[]; reading: unknown })[]
  activity: readonly (Omit<Activity, 'txid' | 'id'> & { id: string })[]
  evidence: readonly EvidenceBundle[]
}

/** One change whole, as this person may see it: what was asked, designed, written, judged, approved and shipped. */
export const readChange = permitted(
  'change.read',
  ReadChange,
  async (from, { changeId }, actor): Promise<ChangeOverview> => {
    const [change, intents, designs, runs, verdicts, rollouts, activity, evidence] = await rowsOf(from, changeId)
    if (!change) throw notFound('change')
    const requests = await requestsOf(from, changeId)
    return {
      change,
      intents: intents.map((intent) => ({ ...intent, spec: z.safeParse(IntentSpec, intent.spec).data ?? null })),
      designs: designs.map((design) => ({ ...design, spec: z.safeParse(DesignSpec, design.spec).data ?? null })),
      runs,
      verdicts: verdicts.map(({ input: _input, ...verdict }) => verdict),
      approvals: requests.map((request) => viewRequest(request, actor)),
      rollouts: await Promise.all(
        rollouts.map(async ({ ladder, epoch: _epoch, ...rollout }) => {
          const reading = (await readingOf(from, rollout.id))?.reading ?? null
          return { ...rollout, ladder: ladderOf({ ladder }), reading }
        }),
      ),
      activity: activity.map(({ txid: _txid, id, ...seen }) => ({ ...seen, id: String(id) })),
      evidence,
    }
  },
)
