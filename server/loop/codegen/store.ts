import type { GenerationRun } from '#prisma/client/client.ts'
import type { Database, Transaction } from '#server/platform/db/index.ts'
import { conflict } from '#server/platform/errors.ts'
import { newId } from '#server/platform/ids.ts'
import { presentMs } from '#server/platform/presence/process.ts'

export type { GenerationRun }

/** Begins the next run of a change. A run under way is a conflict, unless the process that had it is gone. */
export async function beginRun(
  tx: Transaction,
  run: { changeId: string; designId: string; holder: string },
): Promise<GenerationRun> {
  const running = await tx.generationRun.findFirst({ where: { changeId: run.changeId, state: 'running' } })
  if (running) await takeOver(tx, running)
  const number = (await tx.generationRun.count({ where: { changeId: run.changeId } })) + 1
  return await tx.generationRun.create({ data: { id: newId('run'), number, state: 'running', ...run } })
}

async function takeOver(tx: Transaction, running: GenerationRun): Promise<void> {
  const seenAt = { gt: new Date(Date.now() - presentMs) }
  const present = await tx.presence.count({ where: { process: running.holder, seenAt } })
  if (present > 0) throw conflict('This run')
  await endRun(tx, running.id, { state: 'failed', fault: 'workerLost' })
}

export interface RunEnd {
  state: 'ready' | 'failed' | 'stopped'
  baseCommit?: string
  commit?: string
  provider?: string
  attempts?: object
  report?: object
  fault?: string
}

/** Only the run that is still running ends; one that was taken over is a conflict for whoever lost it. */
export async function endRun(tx: Transaction, id: string, data: RunEnd): Promise<void> {
  const { count } = await tx.generationRun.updateMany({
    where: { id, state: 'running' },
    data: { ...data, finishedAt: new Date() },
  })
  if (count === 0) throw conflict('This run')
}

export async function runsOfChange(from: Database | Transaction, changeId: string): Promise<GenerationRun[]> {
  return await from.generationRun.findMany({ where: { changeId }, orderBy: { number: 'asc' } })
}
