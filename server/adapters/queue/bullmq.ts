import { createPostgresBackend, Queue, type QueueOptions, Worker, type WorkerOptions, withBackend } from 'bullmq'
import { env } from '#server/platform/env.ts'
import { logger } from '#server/platform/logger.ts'
import { databaseUrl } from '#server/platform/postgres/index.ts'
import type { Job, JobQueue, JobWorker, Queues } from '#server/ports/queue.ts'

/** A worker that died gives its job back after this long. */
const lockMs = 10_000
const retention = { age: 3_600, count: 1_000 }
const retries = { attempts: 4, backoff: { type: 'exponential', delay: 500 } } as const

export const bullmqQueues: Queues = { open: openQueue, work: startWorker }

function openQueue(name: string): JobQueue {
  const queue = makeQueue(name)
  queue.on('error', (error: Error) => logger.warn('queue', { queue: name, error: error.message }))
  return {
    async add(id, { name: jobName, payload }) {
      await queue.add(jobName, payload, { jobId: id, ...retries, removeOnComplete: retention, removeOnFail: retention })
    },
    close: () => queue.close(),
  }
}

function startWorker(name: string, concurrency: number, handle: (job: Job) => Promise<void>): JobWorker {
  const options = { concurrency, lockDuration: lockMs, stalledInterval: lockMs / 2 }
  const worker = makeWorker(
    name,
    async (job) => handle({ name: job.name, payload: job.data as Job['payload'] }),
    options,
  )
  worker.on('error', (error: Error) => logger.warn('queue worker', { queue: name, error: error.message }))
  worker.on('failed', (job, error) => logger.error('job failed', { queue: name, job: job?.name, error: error.message }))
  return { close: () => worker.close() }
}

function makeQueue(name: string) {
  const { REDIS_URL } = env()
  if (REDIS_URL) return new Queue(name, { connection: { url: REDIS_URL } } satisfies QueueOptions)
  return new (withBackend(createPostgresBackend).Queue)(name, { connection: postgres(4) })
}

type Handler = (job: { name: string; data: unknown }) => Promise<void>

function makeWorker(name: string, handler: Handler, options: Omit<WorkerOptions, 'connection'>) {
  const { REDIS_URL } = env()
  if (REDIS_URL) return new Worker(name, handler, { ...options, connection: { url: REDIS_URL } })
  return new (withBackend(createPostgresBackend).Worker)(name, handler, { ...options, connection: postgres(3) })
}

function postgres(max: number) {
  return { connectionString: databaseUrl('queue'), schema: 'bullmq', max }
}
