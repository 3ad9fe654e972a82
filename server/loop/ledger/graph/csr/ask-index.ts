import { join } from 'node:path'
import { Worker, type WorkerOptions } from 'node:worker_threads'
import { packageRoot } from '#server/platform/env.ts'
import { Failure } from '#server/platform/errors.ts'
import { logger } from '#server/platform/logger.ts'
import { databaseUrl } from '#server/platform/postgres/index.ts'
import { indexAnswerMs, indexIdleMs } from '../numbers.ts'
import type { Answered, Asked } from './answering.ts'

type Question = Asked extends infer Each ? (Each extends unknown ? Omit<Each, 'id'> : never) : never
type Answer = Extract<Answered, { ok: true }>

interface Running {
  thread: Worker
  waiting: Map<number, (answered: Answered) => void>
  idle: NodeJS.Timeout
}

let running: Running | undefined
let asked = 0
let address: string | undefined

/** Points the index at another database: for tests and measurements. */
export function useIndexOf(url: string): void {
  address = url
  endIndex()
}

/**
 * Asks the index of this process, which begins with the first question and ends when nobody asked for a while.
 * @throws Failure `unavailable` when the graph is too large to hold, or the answer takes too long
 */
export async function askIndex(question: Question): Promise<Answer> {
  const { thread, waiting, idle } = indexThread()
  idle.refresh()
  const id = ++asked
  const answered = await new Promise<Answered | null>((resolve) => {
    const tooLong = setTimeout(() => resolve(null), indexAnswerMs)
    waiting.set(id, (answer) => {
      clearTimeout(tooLong)
      resolve(answer)
    })
    thread.postMessage({ ...question, id } satisfies Asked)
  }).finally(() => waiting.delete(id))
  if (answered?.ok) return answered
  if (answered) logger.warn('graph.index', { reason: answered.reason, message: answered.message })
  throw answered?.reason === 'tooLarge' ? tooLarge() : notNow()
}

/** Ends the thread and gives its memory back; whoever waits is told so. */
export function endIndex(): void {
  if (!running) return
  const { thread, waiting, idle } = running
  running = undefined
  clearTimeout(idle)
  for (const [id, tell] of waiting) tell({ ...gone, id })
  void thread.terminate()
}

const gone = {
  ok: false,
  reason: 'failed',
  message: 'the index ended',
  figures: { nodes: 0, edges: 0, bytes: 0, caughtUpMs: 0 },
} as const

function indexThread(): Running {
  running ??= begin()
  return running
}

function begin(): Running {
  // A bundler that sees a worker begin makes another file of it, without the package around it.
  const thread = Reflect.construct<[string, WorkerOptions], Worker>(Worker, [
    join(packageRoot, 'server/loop/ledger/graph/csr/thread.ts'),
    { workerData: { url: address ?? databaseUrl('app') }, resourceLimits: { maxOldGenerationSizeMb: 128 } },
  ])
  thread.unref()
  const waiting = new Map<number, (answered: Answered) => void>()
  thread.on('message', (answer: Answered) => waiting.get(answer.id)?.(answer))
  thread.on('error', (error) => {
    logger.error('graph.index', { error })
    if (running?.thread === thread) endIndex()
  })
  const idle = setTimeout(endIndex, indexIdleMs)
  idle.unref()
  return { thread, waiting, idle }
}

const tooLarge = () =>
  new Failure(
    'unavailable',
    'graphTooLarge',
    'The graph is larger than this process may hold in memory. Ask for its neighbourhood, up or down, instead.',
  )
const notNow = () =>
  new Failure(
    'unavailable',
    'indexNotReady',
    'The index of the graph did not answer in time. Nothing is lost; try again in a minute.',
  )
