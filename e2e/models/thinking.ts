import { DesignSpec } from '#server/loop/designs/schemas.ts'
import { IntentSpec, WorkspaceModel } from '#server/loop/intents/schemas.ts'
import type { Answer, ReceivedRequest } from '#server/testing/models/index.ts'
import type { CodeAnswer, EditOperation } from '#server/workspaces/schemas.ts'
import { code, design } from '#templates/code/index.ts'

/** How the model behind the local server works: one that is careless mends its code when it is told, or never does. */
export type Manner = 'careful' | 'carelessAtFirst' | 'careless'

/** What a careless model leaves at the end of a file: it does not type-check. */
const fault = "\nexport const berthsInAll: number = 'many'\n"

const usage = { input_tokens: 4_200, output_tokens: 900, cache_read_input_tokens: 0 }

/**
 * What stands in for a model's thinking: it reads the question as it came over the wire, and answers what our own packs
 * would, in its manner.
 */
export function thinking(manner: Manner): (body: ReceivedRequest['body']) => Answer {
  return ({ messages }) => ({ text: JSON.stringify(answerTo(materialIn(messages), manner)), usage })
}

/** What stands between the marks of our prompts. */
function materialIn(messages: unknown): Record<string, unknown> {
  const [{ content }] = messages as [{ content: string }]
  const [, material = '{}'] = /<data [^>]*>\n([\s\S]*)\n<\/data>/.exec(content) ?? []
  return JSON.parse(material) as Record<string, unknown>
}

function answerTo(material: Record<string, unknown>, manner: Manner): object {
  if ('findings' in material) return repaired(material.findings as { path: string | null }[], manner)
  if ('design' in material) return written(material, manner)
  const [intent, model] = [IntentSpec.parse(material.intent), WorkspaceModel.parse(material.model)]
  // An object whose names are free travels as text that holds its JSON.
  return { options: design(intent, model).map((option) => ({ ...option, openapi: JSON.stringify(option.openapi) })) }
}

function written(material: Record<string, unknown>, manner: Manner): CodeAnswer {
  const [chosen, model] = [DesignSpec.parse(material.design), WorkspaceModel.parse(material.model)]
  const answer = code(chosen, model, material.files as Record<string, string>)
  if (manner === 'careful') return answer
  const at = answer.operations.findIndex(({ op, path }) => op === 'write' && /^server\/(?!.*test).*\.ts$/.test(path))
  return { ...answer, operations: answer.operations.map((each, n) => (n === at ? spoilt(each) : each)) }
}

const spoilt = (operation: EditOperation): EditOperation =>
  operation.op === 'write' ? { ...operation, content: `${operation.content}${fault}` } : operation

function repaired(findings: readonly { path: string | null }[], manner: Manner): CodeAnswer {
  const path = findings.find((finding) => finding.path)?.path ?? ''
  const [find, replace] = manner === 'careless' ? ["= 'm", "= 'mm"] : [fault, '']
  return { operations: [{ op: 'replace', path, find, replace }], explanation: 'What was left over is gone.' }
}
