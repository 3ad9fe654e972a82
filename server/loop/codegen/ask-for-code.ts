import { stageBudgetsMs } from '#server/loop/change/thresholds.ts'
import { ask, type ModelCall } from '#server/models/index.ts'
import { readWorkspaceModel } from '#server/workspaces/index.ts'
import { CodeAnswer } from '#server/workspaces/schemas.ts'
import { readFiles } from './read-files.ts'
import type { Finding } from './try-answer.ts'
import type { Outside, Worktree, Writing } from './writing.ts'

export type CodeCall = ModelCall<CodeAnswer>

/** When it elapses the call is given up and the next model asked. */
const { code: deadlineMs } = stageBudgetsMs

/** The first question: the operations that make the design true. */
export async function askForCode(writing: Writing, at: Worktree, outside: Outside): Promise<CodeCall> {
  const { design, service } = writing
  const model = await readWorkspaceModel(outside.ports.git, service, at.base)
  const input = { intent: design.intent, design, model, files: await readFiles(at.folder) }
  return await ask(
    { purpose: 'code', prompt: 'code/v1', input, Answer: CodeAnswer, deadlineMs },
    asking(writing, outside),
  )
}

/** The next question: the operations that mend what the checks found, on the files as they are now. */
export async function askForRepair(
  writing: Writing,
  at: Worktree,
  findings: readonly Finding[],
  outside: Outside,
): Promise<CodeCall> {
  const input = { design: writing.design, findings, files: await readFiles(at.folder) }
  return await ask(
    { purpose: 'repair', prompt: 'repair/v1', input, Answer: CodeAnswer, deadlineMs },
    asking(writing, outside),
  )
}

function asking({ service, humanMade, consentIds }: Writing, { ports, permit, signal }: Outside) {
  return { models: ports.models, permit, work: { service, humanMade }, consentIds, signal }
}
