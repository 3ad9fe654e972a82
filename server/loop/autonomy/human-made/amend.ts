import * as z from 'zod/mini'
import { governed, parseInput } from '#server/governed.ts'
import { type Actor, mayAct } from '#server/identity/index.ts'
import { advance, changeMachine, loadChange } from '#server/loop/change/index.ts'
import { currentIntent } from '#server/loop/intents/index.ts'
import { changeEntry, lastEntryId } from '#server/loop/ledger/index.ts'
import { database } from '#server/platform/db/index.ts'
import { conflict, Failure } from '#server/platform/errors.ts'
import { ports } from '#server/ports/wired.ts'
import { lapse } from '../approvals/index.ts'
import { humanCommit } from './commit-request.ts'
import { takeIn } from './take-in.ts'

export const AmendChange = z.object({
  changeId: z.string(),
  branch: z.string().check(z.minLength(1), z.maxLength(120)),
})

/**
 * A person replaces a change's content with their own. It becomes human-made, they become an author, everything signed so far
 * lapses, and it is judged anew.
 */
export async function amendChange(actor: Actor, raw: z.input<typeof AmendChange>): Promise<{ commit: string }> {
  const { changeId, branch } = parseInput(AmendChange, raw)
  const answer = mayAct(actor, 'change.amend')
  if (!answer.allowed || actor.kind !== 'person')
    throw new Failure('forbidden', 'missingRole', 'Only a person signed in may do this.')
  const change = await loadChange(database(), changeId)
  if (!changeMachine.next(change.state, 'contentChanged') || !change.baseCommit) throw conflict('This change')
  const { service, baseCommit, version } = change
  const target = `intent/${changeId}/v${version}`
  const { id: intentId } = await currentIntent(database(), changeId)
  const ledgerEvent = await lastEntryId(database(), changeId)
  const request = humanCommit({ changeId, intentId, personId: actor.id, service, ledgerEvent })
  const commit = await takeIn(ports().git, { service, branch, base: baseCommit, target, commit: request })
  return await recordAmendment(version)(actor, { changeId, commit, branch: target })
}

const Amendment = z.object({ changeId: z.string(), commit: z.string(), branch: z.string() })

const recordAmendment = (version: number) =>
  governed('change.amend', Amendment, async (act, { changeId, commit, branch }) => {
    const change = await loadChange(act.tx, changeId)
    if (change.version !== version) throw conflict('This change')
    const personId = act.actor.kind === 'person' ? act.actor.id : ''
    const authors = [...new Set([...change.authors, personId])]
    const content = { headCommit: commit, branch, authors, humanMade: true, artifactDigest: null, evidenceDigest: null }
    await advance(act.tx, change, 'contentChanged', content)
    const lapsed = await lapse(act, changeId)
    const amended = changeEntry(change, 'commit.amended', 'judging', { commit })
    return { result: { commit }, entry: [amended, ...lapsed], seen: { commit, humanMade: true } }
  })
