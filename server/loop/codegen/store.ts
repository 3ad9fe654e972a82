import type { GenerationRun } from '#prisma/client/client.ts'
import type { Database, Transaction } from '#server/platform/db/index.ts'
import { conflict } from '#server/platform/errors.ts'
import { newId } from '#server/platform/ids.ts'
import type { EventOf } from '#server/platform/machine.ts'
import { runMachine } from './machine.ts'

export type { GenerationRun }

/** Begins the next run of a change that this process has claimed; a run left over is of a process that is gone. */
export async function beginRun(
  tx: Transaction,
  run: { changeId: string; designId: string; holder: string },
): Promise<GenerationRun> {
  const left = await tx.generationRun.findFirst({ where: { changeId: run.changeId, state: 'running' } })
  if (left) await endRun(tx, left.id, 'workerLost', { fault: 'workerLost' })
  const number = (await tx.generationRun.count({ where: { changeId: run.changeId } })) + 1
  return await tx.generationRun.create({ data: { id: newId('run'), number, state: 'running', ...run } })
}

export interface RunEnd {
  baseCommit?: string
  commit?: string
  provider?: string
  attempts?: object
  report?: object
  fault?: string
}

/** Only the run that is still running ends; one that was taken over is a conflict for whoever lost it. */
export async function endRun(
  tx: Transaction,
  id: string,
  event: EventOf<typeof runMachine>,
  data: RunEnd,
): Promise<void> {
  const state = runMachine.next('running', event) ?? 'failed'
  const { count } = await tx.generationRun.updateMany({
    where: { id, state: 'running' },
    data: { ...data, state, finishedAt: new Date() },
  })
  if (count === 0) throw conflict('This run')
}

export async function runsOfChange(from: Database | Transaction, changeId: string): Promise<GenerationRun[]> {
  return await from.generationRun.findMany({ where: { changeId }, orderBy: { number: 'asc' } })
}
