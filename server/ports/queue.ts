/** A job names what to look at; the row says what is true of it. */
export interface Job {
  name: string
  /** Ids only. */
  payload: Record<string, string>
}

export interface JobQueue {
  /** Adding the same id again does nothing, so that an event handed over twice is one job. */
  add(id: string, job: Job): Promise<void>
  close(): Promise<void>
}

export interface JobWorker {
  close(): Promise<void>
}

/** Ordinary work and wake-up hints, at least once. Timers, rollbacks and halts never depend on it. */
export interface Queues {
  open(name: string): JobQueue
  /** Runs `handle` for each job; what it throws is logged and the job tried again later. */
  work(name: string, concurrency: number, handle: (job: Job) => Promise<void>): JobWorker
}
