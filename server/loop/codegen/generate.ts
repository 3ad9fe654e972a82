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
import { chosenDesign } from '#server/loop/designs/index.ts'
import type { DesignSpec } from '#server/loop/designs/schemas.ts'
import { currentIntent } from '#server/loop/intents/index.ts'
import { changeEntry, lastEntryId } from '#server/loop/ledger/index.ts'
import { generationEntries } from '#server/models/index.ts'
import type { WorkScope } from '#server/platform/halt/permit.ts'
import { processName } from '#server/platform/presence/process.ts'
import { type StepFault, step } from '#server/step.ts'
import { checkEntries } from './check-entries.ts'
import { beginRun, endRun, type GenerationRun } from './store.ts'
import { type Written, write } from './write.ts'

interface Claimed extends WorkScope {
  service: string
  change: Change
  run: GenerationRun
  design: DesignSpec
  designDigest: string
  intentId: string
  ledgerEvent: string
  branch: string
  consentIds: readonly string[]
}

/** From the chosen design to a signed commit on a branch of its own, written, formatted, checked and tested in the sandbox. */
export const generate = step(z.object({ changeId: z.string() }), {
  claim: { permission: 'codegen.start', run: claim },
  effect: (claimed, outside) => write(claimed, outside),
  settle: { permission: 'codegen.finish', run: settle },
  abandon: { permission: 'codegen.abandon', run: abandon },
})

async function claim(act: Act, { changeId }: { changeId: string }): Promise<Outcome<Claimed>> {
  const change = await claimChange(act.tx, changeId, 'generating')
  const { design, spec } = await chosenDesign(act.tx, changeId)
  const run = await beginRun(act.tx, { changeId, designId: design.id, holder: processName() })
  const workspace = await act.tx.workspace.findUniqueOrThrow({ where: { service: change.service } })
  const intent = await currentIntent(act.tx, changeId)
  const { service, humanMade } = change
  const result = {
    change,
    run,
    design: spec,
    designDigest: design.digest,
    intentId: intent.id,
    ledgerEvent: (await lastEntryId(act.tx, changeId)) ?? 'none',
    branch: workspace.defaultBranch,
    consentIds: workspace.consentIds,
    service,
    humanMade,
  }
  return { result, entry: changeEntry(change, 'run.started', change.state, { number: run.number }, run.id) }
}

async function settle(act: Act, { change, run, designDigest }: Claimed, written: Written): Promise<Outcome<void>> {
  const { asked, outcome } = written
  const { id: changeId, requesterId: personId } = change
  const context = { changeId, personId, runId: run.id, riskTier: change.tier as RiskTier }
  const materials = [{ name: 'design', sha256: designDigest }]
  const generations = asked.flatMap(({ call, ...told }, repair) =>
    generationEntries(call, { ...context, ...told, materials, repair }),
  )
  const attempts = asked.flatMap(({ call }) => call.attempts)
  const provider = attempts.at(-1)?.provider ?? 'none'
  if (outcome.kind !== 'committed') {
    const report = outcome.kind === 'checksFailed' ? outcome.report : undefined
    await endRun(act.tx, run.id, 'faulted', { provider, attempts, fault: outcome.reason, report })
    await advance(act.tx, change, outcome.kind === 'noTemplate' ? 'unfit' : 'failed', { reason: outcome.reason })
    const failed = changeEntry(change, `run.${outcome.kind}`, change.state, {}, run.id)
    return { result: undefined, entry: [failed, ...generations], seen: { reason: outcome.reason } }
  }
  const { commit, base, report, branch } = outcome
  await endRun(act.tx, run.id, 'committed', { commit, baseCommit: base, provider, attempts, report })
  await advance(act.tx, change, 'generated', { branch, baseCommit: base, headCommit: commit })
  const ready = changeEntry(change, 'run.ready', 'judging', { commit, number: run.number }, run.id)
  return {
    result: undefined,
    entry: [ready, ...generations, ...checkEntries(change, run.id, commit, report)],
    seen: { commit, branch, files: outcome.files, author: provider },
  }
}

/** A halt stops the run and leaves the change where it was; resuming starts the next run. */
async function abandon(act: Act, { change, run }: Claimed, fault: StepFault): Promise<Outcome<void>> {
  await releaseChange(act.tx, change.id)
  await endRun(act.tx, run.id, fault.kind === 'failed' ? 'faulted' : 'halted', { fault: fault.message })
  const now = await loadChange(act.tx, change.id)
  if (fault.kind === 'failed' && now.state === 'generating')
    await advance(act.tx, now, 'failed', { reason: fault.message })
  const entry = changeEntry(now, `run.${fault.kind}`, now.state, {}, run.id)
  return { result: undefined, entry, seen: { reason: fault.message } }
}
