import type { HeldWork } from '#server/loop/autonomy/killswitch/vocabulary.ts'

/** A process that acts, as the page of the halt sees it. */
export interface HaltProcess {
  process: string
  kind: string
  pid: number
  acknowledged: boolean
  runningWork: number
  work: readonly HeldWork[]
}

/** How far a halt has come. */
export interface Spread {
  /** Processes that have not heard it yet. */
  silent: number
  /** Pieces of work it covers that still run. */
  running: number
  done: boolean
}

export function spreadOf(processes: readonly Pick<HaltProcess, 'acknowledged' | 'work'>[]): Spread {
  const silent = processes.filter(({ acknowledged }) => !acknowledged).length
  const running = processes.flatMap(({ work }) => work).filter(({ stops }) => stops).length
  return { silent, running, done: silent === 0 && running === 0 }
}
