import { permitted } from '#server/governed.ts'
import { readSwitches } from '#server/platform/halt/switch.ts'
import { ReadHalts } from './schemas.ts'
import { type HaltWithClearances, haltHistory, policyActivatedSince, processes } from './store.ts'

export interface HaltStatus {
  globalHalted: boolean
  haltedServices: readonly string[]
  /** Sum of the switches' epochs: a process that shows it has acknowledged every halt so far. */
  epoch: string
  active: readonly (HaltWithClearances & { policyUpdated: boolean })[]
  history: readonly HaltWithClearances[]
  processes: readonly { process: string; kind: string; pid: number; acknowledged: boolean; runningWork: number }[]
}

/** The switches, what is needed to resume, and which processes have stopped. */
export const haltStatus = permitted('halt.read', ReadHalts, async (from): Promise<HaltStatus> => {
  const switches = await readSwitches(from)
  const epoch = switches.reduce((sum, each) => sum + each.epoch, 0n)
  const history = await haltHistory(from)
  const active = history.filter((halt) => halt.resumedAt === null)
  const present = await processes(from)
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
    })),
  }
})
