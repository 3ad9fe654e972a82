import * as z from 'zod/mini'
import type { Act, Outcome } from '#server/governed.ts'
import {
  advance,
  type Change,
  claimChange,
  isAtLeast,
  loadChange,
  type RiskTier,
  releaseChange,
} from '#server/loop/change/index.ts'
import { stageBudgetsMs } from '#server/loop/change/thresholds.ts'
import { currentIntent } from '#server/loop/intents/index.ts'
import type { IntentSpec } from '#server/loop/intents/schemas.ts'
import { changeEntry } from '#server/loop/ledger/index.ts'
import { ask, generationEntries, type ModelCall } from '#server/models/index.ts'
import { digestOf } from '#server/platform/digest.ts'
import { conflict } from '#server/platform/errors.ts'
import type { WorkScope } from '#server/platform/halt/permit.ts'
import { type StepFault, step } from '#server/step.ts'
import { readWorkspaceModel } from '#server/workspaces/index.ts'
import { designEntry } from './entry.ts'
import { DesignAnswer, type DesignSpec } from './schemas.ts'
import { insertOptions, markChosen } from './store.ts'

interface Claimed extends WorkScope {
  change: Change
  intent: IntentSpec
  consentIds: readonly string[]
}

type Call = ModelCall<DesignAnswer>

/** From a structured intent to one to three complete designs; High and Critical ones wait for a reviewer. */
export const synthesise = step(z.object({ changeId: z.string() }), {
  claim: { permission: 'design.synthesise', run: claim },
  async effect({ intent, service, humanMade, consentIds }, { ports, permit, signal }): Promise<Call> {
    const model = await readWorkspaceModel(ports.git, intent.service)
    const question = {
      purpose: 'design',
      prompt: 'design/v1',
      input: { intent, model },
      Answer: DesignAnswer,
      deadlineMs: stageBudgetsMs.design,
    } as const
    return await ask(question, { models: ports.models, permit, work: { service, humanMade }, consentIds, signal })
  },
  settle: { permission: 'design.synthesise', run: settle },
  abandon: { permission: 'codegen.abandon', run: abandon },
})

async function claim(act: Act, { changeId }: { changeId: string }): Promise<Outcome<Claimed>> {
  const change = await claimChange(act.tx, changeId, 'designing')
  const intent = (await currentIntent(act.tx, changeId)).spec
  if (!intent) throw conflict('This change')
  const { service, humanMade } = change
  const { consentIds } = await act.tx.workspace.findUniqueOrThrow({ where: { service } })
  return { result: { change, intent, consentIds, service, humanMade }, entry: changeEntry(change, 'design.started') }
}

async function settle(act: Act, { change, intent }: Claimed, call: Call): Promise<Outcome<void>> {
  const { outcome } = call
  if (outcome.kind !== 'answered') return await giveUp(act, change, call)

  const options = outcome.answer.options.map((answered: DesignSpec) => {
    const spec = { ...answered, intent, service: intent.service, author: authorOf(call) ?? answered.author }
    return { spec, digest: digestOf(spec) }
  })
  const designs = await insertOptions(act.tx, change.id, options)
  const reviewed = isAtLeast(change.tier as RiskTier, 'high')
  const first = designs[0]
  if (!reviewed && first) await markChosen(act.tx, first, 'policy')
  await advance(act.tx, change, reviewed ? 'reviewNeeded' : 'designed')

  const outputs = designs.map(({ id, digest }) => ({ name: id, sha256: digest }))
  const synthesised = designEntry(change, 'synthesised', designs, reviewed ? null : (first ?? null))
  return {
    result: undefined,
    entry: [synthesised, ...generationEntries(call, { ...contextOf(change), outputs })],
    seen: { options: designs.length, reviewed, author: first?.author ?? '' },
  }
}

/** A model is called what the wire says it is, never what it calls itself; null for our own packs, which name each option. */
function authorOf({ attempts }: Call): string | null {
  const last = attempts.at(-1)
  return last && last.provider !== 'templates' ? (last.answeredModel ?? last.requestedModel) : null
}

async function giveUp(act: Act, change: Change, call: Call): Promise<Outcome<void>> {
  const { outcome } = call
  const noTemplate = outcome.kind === 'failed' && outcome.fault === 'noTemplate'
  const reason =
    outcome.kind === 'refused' ? 'The model refused this request.' : outcome.kind === 'failed' ? outcome.message : ''
  await advance(act.tx, change, noTemplate ? 'unfit' : 'failed', { reason })
  const calls = generationEntries(call, { ...contextOf(change), outputs: [] })
  return {
    result: undefined,
    entry: [changeEntry(change, noTemplate ? 'design.unfit' : 'design.failed'), ...calls],
    seen: { reason },
  }
}

function contextOf({ id: changeId, requesterId: personId, tier }: Change) {
  return { changeId, personId, runId: null, riskTier: tier as RiskTier, purpose: 'design' } as const
}

/** A halt gives the work back: the change waits in its state until people resume. A fault ends it with its reason. */
async function abandon(act: Act, claimed: Claimed, fault: StepFault): Promise<Outcome<void>> {
  await releaseChange(act.tx, claimed.change.id)
  const change = await loadChange(act.tx, claimed.change.id)
  if (fault.kind === 'failed' && change.state === 'designing')
    await advance(act.tx, change, 'failed', { reason: fault.message })
  return { result: undefined, entry: changeEntry(change, `design.${fault.kind}`), seen: { reason: fault.message } }
}
