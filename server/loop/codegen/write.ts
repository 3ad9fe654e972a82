import { rm } from 'node:fs/promises'
import { stageBudgetsMs } from '#server/loop/change/thresholds.ts'
import { ask, type ModelCall } from '#server/models/index.ts'
import { sha256 } from '#server/platform/digest.ts'
import type { Permit } from '#server/platform/halt/permit.ts'
import type { Ports } from '#server/ports/wired.ts'
import { applyOperations, checkFolder, readWorkspaceModel, repositoryOf, runFolder } from '#server/workspaces/index.ts'
import { type CheckReport, CodeAnswer } from '#server/workspaces/schemas.ts'
import { commitRequest } from './commit-request.ts'
import { confidenceFrom } from './confidence.ts'
import { readFiles } from './read-files.ts'
import type { Writing } from './writing.ts'

type Call = ModelCall<CodeAnswer>

export interface Written {
  call: Call
  outputs: readonly { name: string; sha256: string }[]
  outcome:
    | { kind: 'committed'; commit: string; base: string; branch: string; report: CheckReport; files: number }
    | { kind: 'noTemplate' | 'unanswered' | 'editsRefused'; reason: string }
    | { kind: 'checksFailed'; reason: string; report: CheckReport }
}

/** One try: a fresh worktree of the branch, the model's edits, every check in the sandbox, a signed commit. */
export async function write(
  writing: Writing,
  { ports, permit, signal }: { ports: Ports; permit: Permit; signal: AbortSignal },
): Promise<Written> {
  const { change, run, branch } = writing
  const repository = repositoryOf(change.service)
  const folder = runFolder(change.service, run.id)
  const base = await ports.git.resolve(repository, branch)
  await ports.git.addWorktree(repository, folder, base)
  try {
    const call = await askForCode(writing, base, folder, { ports, permit, signal })
    if (call.outcome.kind !== 'answered') return { call, outputs: [], outcome: unanswered(call) }
    const { answer } = call.outcome
    const outputs = answer.operations.map((operation) => ({
      name: operation.path,
      sha256: sha256(JSON.stringify(operation)),
    }))
    const outcome = await commitIfSound(writing, { base, folder, answer }, call, { ports, permit, signal })
    return { call: withConfidence(call, writing, outcome), outputs, outcome }
  } finally {
    await ports.git.removeWorktree(repository, folder)
    await rm(folder, { recursive: true, force: true })
  }
}

/** A template's code needs no score; a model's is scored on what its checks showed. */
function withConfidence(call: Call, { run }: Writing, written: Written['outcome']): Call {
  const { outcome, attempts } = call
  if (outcome.kind !== 'answered' || written.kind !== 'committed' || attempts.at(-1)?.provider === 'templates')
    return call
  const confidence = confidenceFrom({
    report: written.report,
    runNumber: run.number,
    failedAttempts: attempts.filter(({ fault }) => fault !== null).length,
    filesChanged: written.files,
    selfReported: outcome.confidence,
  })
  return { ...call, outcome: { ...outcome, confidence } }
}

async function askForCode(
  { design, service, humanMade, consentIds }: Writing,
  base: string,
  folder: string,
  { ports, permit, signal }: { ports: Ports; permit: Permit; signal: AbortSignal },
): Promise<Call> {
  const model = await readWorkspaceModel(ports.git, service, base)
  const input = { intent: design.intent, design, model, files: await readFiles(folder) }
  const { code: deadlineMs } = stageBudgetsMs
  const question = { purpose: 'code', prompt: 'code/v1', input, Answer: CodeAnswer, deadlineMs } as const
  return await ask(question, { models: ports.models, permit, work: { service, humanMade }, consentIds, signal })
}

function unanswered({ outcome }: Call): Written['outcome'] {
  if (outcome.kind === 'refused') return { kind: 'unanswered', reason: `The model refused: ${outcome.category}.` }
  const kind = outcome.kind === 'failed' && outcome.fault === 'noTemplate' ? 'noTemplate' : 'unanswered'
  return { kind, reason: outcome.kind === 'failed' ? outcome.message : '' }
}

async function commitIfSound(
  writing: Writing,
  { base, folder, answer }: { base: string; folder: string; answer: CodeAnswer },
  call: Call,
  { ports, permit, signal }: { ports: Ports; permit: Permit; signal: AbortSignal },
): Promise<Written['outcome']> {
  const { change, run } = writing
  const applied = await applyOperations(folder, answer.operations)
  if (!applied.applied) {
    const first = applied.refusals[0]
    return { kind: 'editsRefused', reason: `${first?.path}: ${first?.sentence}` }
  }
  permit.assert(writing)
  const report = await checkFolder(ports, { service: change.service, folder, treeId: null }, signal)
  const failing = report.results.find((result) => !result.completed || !result.passed)
  if (failing) return { kind: 'checksFailed', reason: checkReason(failing), report }

  permit.assert(writing)
  const branch = `intent/${change.id}/${run.number}`
  const request = commitRequest(writing, answer.explanation, call.attempts.at(-1))
  const commit = await ports.git.commitWorktree(repositoryOf(change.service), folder, branch, request)
  return { kind: 'committed', commit, base, branch, report, files: applied.written.length + applied.deleted.length }
}

function checkReason({ name, completed, findings }: CheckReport['results'][number]): string {
  const first = findings[0]
  if (!completed) return `${name} did not complete. ${first?.message ?? ''}`.trim()
  const place = first?.path ? ` at ${first.path}:${first.line ?? 1}` : ''
  return `${name} failed${place}: ${first?.message ?? 'see the report'}`
}
