import { permitted } from '#server/governed.ts'
import { haltedScope, readSwitches } from '#server/platform/halt/switch.ts'
import { ReadHalts } from './schemas.ts'
import { type HaltWithClearances, haltHistory, policyActivatedSince, processes, workHeldBy } from './store.ts'
import type { HeldWork } from './vocabulary.ts'

export interface HaltStatus {
  globalHalted: boolean
  haltedServices: readonly string[]
  /** Sum of the switches' epochs: a process that shows it has acknowledged every halt so far. */
  epoch: string
  active: readonly (HaltWithClearances & { policyUpdated: boolean })[]
  history: readonly HaltWithClearances[]
  processes: readonly {
    process: string
    kind: string
    pid: number
    acknowledged: boolean
    /** How many pieces of work it says it has under way, and those of them that belong to a change. */
    runningWork: number
    work: readonly HeldWork[]
  }[]
}

/** The switches, what is needed to resume, and which processes have stopped. */
export const haltStatus = permitted('halt.read', ReadHalts, async (from): Promise<HaltStatus> => {
  const switches = await readSwitches(from)
  const epoch = switches.reduce((sum, each) => sum + each.epoch, 0n)
  const history = await haltHistory(from)
  const active = history.filter((halt) => halt.resumedAt === null)
  const present = await processes(from)
  const names = present.map(({ process }) => process)
  const held = await workHeldBy(from, names)
  return {
    globalHalted: switches.some((each) => each.scope === 'global' && each.halted),
    haltedServices: switches
      .filter((each) => each.halted && each.scope !== 'global')
      .map((each) => each.scope.slice(8)),
    epoch: String(epoch),
    active: await Promise.all(
      active.map(async (halt) => ({ ...halt, policyUpdated: await policyActivatedSince(from, halt.engagedAt) })),
    ),
    history,
    processes: present.map(({ process, kind, pid, haltEpoch, runningWork }) => ({
      process,
      kind,
      pid,
      acknowledged: haltEpoch >= epoch,
      runningWork,
      work: held
        .filter(({ holder }) => holder === process)
        .map(({ id, title, service, state, humanMade }) => {
          const stops = !humanMade && haltedScope(switches, service) !== null
          return { changeId: id, title, service, state, stops }
        }),
    })),
  }
})
