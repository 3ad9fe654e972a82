import { rm } from 'node:fs/promises'
import { sha256 } from '#server/platform/digest.ts'
import { repositoryOf, runFolder } from '#server/workspaces/index.ts'
import type { CheckReport, EditOperation } from '#server/workspaces/schemas.ts'
import { askForCode, askForRepair, type CodeCall } from './ask-for-code.ts'
import { commitRequest } from './commit-request.ts'
import { confidenceFrom } from './confidence.ts'
import { type Tried, tryAnswer } from './try-answer.ts'
import type { Outside, Worktree, Writing } from './writing.ts'

/** One call, and what it was for. */
export interface Asked {
  purpose: 'code' | 'repair'
  call: CodeCall
  outputs: readonly { name: string; sha256: string }[]
  /** Lines that its edits write. */
  lines: number
}

export interface Written {
  /** In the order they were made; the last one's answer is what was committed. */
  asked: readonly Asked[]
  outcome:
    | { kind: 'committed'; commit: string; base: string; branch: string; report: CheckReport; files: number }
    | { kind: 'noTemplate' | 'unanswered' | 'editsRefused'; reason: string }
    | { kind: 'checksFailed'; reason: string; report: CheckReport }
}

/** More would hide that the design is wrong, and eat the time that people wait (ADR-001 "SLOs"). */
const repairsAtMost = 2

/**
 * One run: a fresh worktree of the branch, a model's edits, every check in the sandbox, a signed commit. What the checks find in
 * a model's code goes back to it, at most twice; a template answers the same to the same question and is not asked again.
 */
export async function write(writing: Writing, outside: Outside): Promise<Written> {
  const { change, run, branch } = writing
  const { git } = outside.ports
  const repository = repositoryOf(change.service)
  const at = { folder: runFolder(change.service, run.id), base: await git.resolve(repository, branch) }
  await git.addWorktree(repository, at.folder, at.base)
  try {
    return await writeIn(at, writing, outside)
  } finally {
    await git.removeWorktree(repository, at.folder)
    await rm(at.folder, { recursive: true, force: true })
  }
}

async function writeIn(at: Worktree, writing: Writing, outside: Outside): Promise<Written> {
  const first = told('code', await askForCode(writing, at, outside))
  if (first.call.outcome.kind !== 'answered') return { asked: [first], outcome: unanswered(first.call) }
  const asked = [first]
  const touched = new Set<string>()
  let answer = first.call.outcome.answer
  let tried = noted(await tryAnswer(writing, at, answer, outside), touched)
  while (tried.kind !== 'sound' && mayRepair(asked)) {
    const repair = told('repair', await askForRepair(writing, at, tried.findings, outside))
    asked.push(repair)
    if (repair.call.outcome.kind !== 'answered') break
    answer = repair.call.outcome.answer
    tried = noted(await tryAnswer(writing, at, answer, outside), touched)
  }
  if (tried.kind !== 'sound') return { asked, outcome: tried }
  const outcome = await commit(at, writing, { asked, explanation: answer.explanation, files: touched.size }, outside)
  return {
    asked: withConfidence(asked, writing, tried.report, touched.size),
    outcome: { ...outcome, report: tried.report },
  }
}

function told(purpose: Asked['purpose'], call: CodeCall): Asked {
  const operations = call.outcome.kind === 'answered' ? call.outcome.answer.operations : []
  return {
    purpose,
    call,
    outputs: operations.map((each) => ({ name: each.path, sha256: sha256(JSON.stringify(each)) })),
    lines: operations.reduce((lines, each) => lines + linesOf(each), 0),
  }
}

/** A last line without an end counts; nothing is no line. */
function linesOf(operation: EditOperation): number {
  const text = operation.op === 'write' ? operation.content : operation.op === 'replace' ? operation.replace : ''
  return text === '' ? 0 : text.replace(/\n$/, '').split('\n').length
}

function noted(tried: Tried, touched: Set<string>): Tried {
  for (const path of tried.paths) touched.add(path)
  return tried
}

const authorOf = (asked: readonly Asked[]) => asked.at(-1)?.call.attempts.at(-1)

const mayRepair = (asked: readonly Asked[]): boolean =>
  asked.length <= repairsAtMost && authorOf(asked)?.provider !== 'templates'

function unanswered({ outcome }: CodeCall): Written['outcome'] {
  if (outcome.kind === 'refused') return { kind: 'unanswered', reason: `The model refused: ${outcome.category}.` }
  const kind = outcome.kind === 'failed' && outcome.fault === 'noTemplate' ? 'noTemplate' : 'unanswered'
  return { kind, reason: outcome.kind === 'failed' ? outcome.message : '' }
}

async function commit(
  { folder, base }: Worktree,
  writing: Writing,
  { asked, explanation, files }: { asked: readonly Asked[]; explanation: string; files: number },
  { ports, permit }: Outside,
) {
  permit.assert(writing)
  const { change, run } = writing
  const branch = `intent/${change.id}/${run.number}`
  const request = commitRequest(writing, explanation, authorOf(asked))
  const made = await ports.git.commitWorktree(repositoryOf(change.service), folder, branch, request)
  return { kind: 'committed', commit: made, base, branch, files } as const
}

/** A template's code needs no score; a model's is scored on what its checks showed and how often it had to be mended. */
function withConfidence(asked: readonly Asked[], { run }: Writing, report: CheckReport, filesChanged: number): Asked[] {
  const last = asked.at(-1)
  if (last?.call.outcome.kind !== 'answered' || authorOf(asked)?.provider === 'templates') return [...asked]
  const { outcome } = last.call
  const confidence = confidenceFrom({
    report,
    runNumber: run.number,
    failedAttempts: asked.flatMap(({ call }) => call.attempts).filter(({ fault }) => fault !== null).length,
    repairs: asked.length - 1,
    filesChanged,
    selfReported: outcome.confidence,
  })
  return [...asked.slice(0, -1), { ...last, call: { ...last.call, outcome: { ...outcome, confidence } } }]
}
