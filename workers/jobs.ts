import type * as z from 'zod/mini'
import type { Actor } from '#server/identity/index.ts'
import {
  approveByPolicy,
  approveWaitingByPolicy,
  openRequestOf,
  requestDesignReview,
  requestRelease,
} from '#server/loop/autonomy/approvals/index.ts'
import { buildChange } from '#server/loop/autonomy/build/index.ts'
import { mergeChange, revertChange } from '#server/loop/autonomy/merge/index.ts'
import { prepareRollout } from '#server/loop/autonomy/rollout/index.ts'
import { generate } from '#server/loop/codegen/index.ts'
import { synthesise } from '#server/loop/designs/index.ts'
import { judgeChange } from '#server/loop/guards/index.ts'
import { database } from '#server/platform/db/index.ts'
import { Failure } from '#server/platform/errors.ts'
import type { Permit } from '#server/platform/halt/permit.ts'
import type { Job } from '#server/ports/queue.ts'
import type { Step } from '#server/step.ts'
import { prepareWorkspace } from '#server/workspaces/index.ts'
import type { QueueName } from './routes.ts'

type Run = (job: Job, permit: Permit) => Promise<void>

/** A large workspace on a slow line. When it elapses the job is tried again. */
const prepareLimitMs = 10 * 60_000

const worker: Actor = { kind: 'system', name: 'worker' }
const orchestrator: Actor = { kind: 'system', name: 'orchestrator' }
const policy: Actor = { kind: 'system', name: 'policy' }

type OfChange = z.ZodMiniObject<{ changeId: z.ZodMiniString }>

const stepFor =
  (step: Step<OfChange>, actor: Actor): Run =>
  ({ payload }, permit) =>
    step(actor, { changeId: payload.changeId ?? '' }, permit)

async function ask({ name, payload }: Job): Promise<void> {
  if (name === 'halt.resumed') return await approveWaitingByPolicy()
  const input = { changeId: payload.changeId ?? '' }
  if (name === 'change.designReview') return await requestDesignReview(worker, input)
  const asked = await openRequestOf(database(), input.changeId, 'release')
  const { tier, requestId } = asked ? { ...asked, requestId: asked.id } : await requestRelease(worker, input)
  if (tier === 'low') await approveByPolicy(policy, { ...input, requestId })
}

/** @throws when it cannot be done yet, so that the queue tries again and the reason is in the log. */
async function prepare({ payload }: Job): Promise<void> {
  const reason = await prepareWorkspace(worker, payload.service ?? '', AbortSignal.timeout(prepareLimitMs))
  if (reason) throw new Error(reason)
}

/** What each queue's jobs do. Parse, call, done: the verbs hold the rest. */
export const runs: Record<QueueName, Run> = {
  designs: stepFor(synthesise, worker),
  codegen: stepFor(generate, worker),
  guards: stepFor(judgeChange, worker),
  builds: (job, permit) => (job.name === 'workspace.added' ? prepare(job) : stepFor(buildChange, worker)(job, permit)),
  approvals: (job) => ask(job),
  rollouts: stepFor(prepareRollout, orchestrator),
  merges: (job, permit) =>
    stepFor(job.name === 'rollout.restored' ? revertChange : mergeChange, orchestrator)(job, permit),
}

/** Somebody else did it, or a halt holds it: nothing to do now, and what resumes says so again. */
export async function run(queue: QueueName, job: Job, permit: Permit): Promise<void> {
  try {
    await runs[queue](job, permit)
  } catch (error) {
    if (error instanceof Failure && (error.code === 'conflict' || error.code === 'halted')) return
    throw error
  }
}
