import { permitted } from '#server/governed.ts'
import { ListRollouts, ReadRollout } from './schemas.ts'
import { countRollouts, loadRollout, type RolloutWithChange, rolloutRows } from './store.ts'
import type { RolloutLine, RolloutList } from './vocabulary.ts'

/** Rollouts of all services, newest first, with how many there are in each state so that a page can offer them. */
export const listRollouts = permitted(
  'change.read',
  ListRollouts,
  async (from, { state, service, limit }): Promise<RolloutList> => {
    const asked = { ...(state === null ? {} : { state }), ...(service === null ? {} : { service }) }
    const [rows, counts] = await Promise.all([rolloutRows(from, asked, limit), countRollouts(from)])
    return { rollouts: rows.map(lineOf), counts }
  },
)

/** Which change a rollout is of, and what its line in the list says. @throws Failure `notFound` */
export const readRollout = permitted('change.read', ReadRollout, async (from, { rolloutId }) =>
  lineOf(await loadRollout(from, rolloutId)),
)

function lineOf({ change, ...row }: RolloutWithChange): RolloutLine {
  const { id, changeId, service, state, step, weight, artifactDigest, createdAt, finishedAt } = row
  const { title, tier, humanMade, requesterId } = change
  return {
    ...{ id, changeId, service, state, step, weight, artifactDigest, createdAt, finishedAt },
    ...{ title, tier, humanMade, requesterId },
  }
}
