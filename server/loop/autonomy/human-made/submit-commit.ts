import * as z from 'zod/mini'
import { governed, parseInput } from '#server/governed.ts'
import { type Actor, mayAct } from '#server/identity/index.ts'
import { insertChange } from '#server/loop/change/index.ts'
import { insertRevision, intentEntry, type Understood, understand } from '#server/loop/intents/index.ts'
import { ServiceName } from '#server/loop/intents/schemas.ts'
import { changeEntry } from '#server/loop/ledger/index.ts'
import { Failure } from '#server/platform/errors.ts'
import { newId } from '#server/platform/ids.ts'
import { ports } from '#server/ports/wired.ts'
import { repositoryOf } from '#server/workspaces/index.ts'
import { humanCommit } from './commit-request.ts'
import { takeIn } from './take-in.ts'

const BranchName = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,120}$/))

export const SubmitCommit = z.object({
  service: ServiceName,
  branch: BranchName,
  /** What it does and why, for the people who will judge it. */
  text: z.string(),
})

/**
 * Puts a person's own commit through the same guards, approvals, rollout and ledger as generated code. Marked human-made, so
 * a halt of automation does not stop it.
 */
export async function submitCommit(
  actor: Actor,
  raw: z.input<typeof SubmitCommit>,
): Promise<{ changeId: string; tier: string }> {
  const { service, branch, text } = parseInput(SubmitCommit, raw)
  const answer = mayAct(actor, 'change.submitCommit')
  if (!answer.allowed || actor.kind !== 'person')
    throw new Failure('forbidden', 'missingRole', 'Only a person signed in may do this.')
  const { git } = ports()
  const began = performance.now()
  const understood = await understand(service, text, null)
  const understoodInMs = Math.round(performance.now() - began)
  const base = await git.resolve(repositoryOf(service), 'HEAD')
  const changeId = newId('chg')
  const target = `intent/${changeId}/1`
  const intentId = newId('int')
  const commit = humanCommit({ changeId, intentId, personId: actor.id, service, ledgerEvent: null })
  const head = await takeIn(git, { service, branch, base, target, commit })
  return await recordCommit({ changeId, intentId, base, head, target, understood, understoodInMs })(actor, { service })
}

interface Taken {
  changeId: string
  intentId: string
  base: string
  head: string
  target: string
  understood: Understood
  understoodInMs: number
}

const recordCommit = ({ changeId, intentId, base, head, target, understood, understoodInMs }: Taken) =>
  governed('change.submitCommit', z.object({ service: ServiceName }), async (act, { service }) => {
    const personId = act.actor.kind === 'person' ? act.actor.id : ''
    const { sanitised, classified, proposal } = understood
    const { kind, tier } = classified.decision
    const change = await insertChange(act.tx, {
      id: changeId,
      service,
      state: 'judging',
      title: (sanitised.text.split('\n')[0] ?? '').slice(0, 100),
      kind,
      tier,
      requesterId: personId,
      authors: [personId],
      humanMade: true,
      practice: act.actor.kind === 'person' && act.actor.practice,
      branch: target,
      baseCommit: base,
      headCommit: head,
    })
    const revision = {
      id: intentId,
      changeId,
      text: sanitised.text,
      spec: null,
      spans: { ...proposal, spec: undefined },
      authorId: personId,
    }
    await insertRevision(act.tx, { ...revision, ...classified })
    await act.emit('change.judging', { changeId })
    const asked = intentEntry({ changeId, intentId, service, personId }, 'submitted', { ...understood, spec: null })
    return {
      result: { changeId, tier },
      entry: [asked, changeEntry(change, 'commit.takenIn', 'judging', { commit: head })],
      seen: { humanMade: true, commit: head, tier, understoodInMs },
    }
  })
