import { setTimeout as pause } from 'node:timers/promises'
import { compose } from '#server/composition.ts'
import { mergeJournal } from '#server/loop/autonomy/killswitch/index.ts'
import { watchRollouts } from '#server/loop/autonomy/rollout/index.ts'
import { activatePolicy } from '#server/loop/guards/index.ts'
import { keepAnchors } from '#server/loop/ledger/anchor/index.ts'
import { commitGraphWhenDue, keepUpGraph } from '#server/loop/ledger/graph/index.ts'
import { wrapPlainKeys } from '#server/loop/ledger/index.ts'
import { expireTexts } from '#server/loop/ledger/kept/index.ts'
import { database } from '#server/platform/db/index.ts'
import { holdPermit } from '#server/platform/halt/permit.ts'
import { logger } from '#server/platform/logger.ts'
import { dispatchOutbox } from '#server/platform/outbox/dispatch.ts'
import { reportPresence } from '#server/platform/presence/report.ts'
import { sweepTimers } from '#server/platform/timers/sweep.ts'
import { ports, wire } from '#server/ports/wired.ts'
import { run } from './jobs.ts'
import { reconcile } from './reconcile.ts'
import { concurrency, queues, routes } from './routes.ts'
import { serveStatus } from './status.ts'

/** The worker process: jobs, and the loops that do not depend on the queue. */
wire(compose())
const permit = holdPermit(database())
await permit.renewNow()
await wrapPlainKeys(database(), ports().keyEncryption)
const presence = reportPresence(database(), 'worker', permit)
const open = new Map(queues.map((name) => [name, ports().queues.open(name)]))
const workers = queues.map((name) => ports().queues.work(name, concurrency[name], (job) => run(name, job, permit)))
const watch = watchRollouts(permit)
const stopping = new AbortController()
const anchors = keepAnchors(stopping.signal)

const loops = [
  every(100, 'outbox', () =>
    dispatchOutbox(database(), async ({ id, event, payload }) => {
      const queue = routes[event]
      if (queue) await open.get(queue)?.add(`outbox-${id}`, { name: event, payload })
    }),
  ),
  every(1_000, 'timers', () => sweepTimers(database())),
  every(2_000, 'reconcile', () => reconcile(database())),
  every(500, 'journal', () => mergeJournal()),
  every(250, 'graph', () => keepUpGraph()),
  every(30_000, 'graph commitment', () => commitGraphWhenDue({ kind: 'system', name: 'worker' })),
  // Once its result is on record this is one read; until then nothing is deployed.
  every(10_000, 'policy tests', () => activatePolicy()),
  every(10_000, 'kept prompts', () => expireTexts(database())),
]
const status = await serveStatus(permit, anchors.facts)
logger.info('worker ready')

async function every(milliseconds: number, name: string, work: () => Promise<unknown>): Promise<void> {
  while (!stopping.signal.aborted) {
    try {
      await work()
    } catch (error) {
      logger.warn(name, { error })
    }
    await pause(milliseconds)
  }
}

async function stop(): Promise<void> {
  if (stopping.signal.aborted) return
  stopping.abort()
  await Promise.all([watch.stop(), anchors.ended, ...loops, ...workers.map((worker) => worker.close())])
  await Promise.all([...open.values()].map((queue) => queue.close()))
  await presence.stop()
  await status.close()
  permit.close()
  await database().$disconnect()
  process.exit(0)
}

process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())
