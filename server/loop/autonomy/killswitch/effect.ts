import { permitted } from '#server/governed.ts'
import { haltedScope, readSwitches } from '#server/platform/halt/switch.ts'
import { ReadHalts } from './schemas.ts'
import { automatedWork, knownServices, openQuestions, processes, rolloutsUnderWay, servedServices } from './store.ts'
import type { ServiceEffect } from './vocabulary.ts'

/** What a halt would stop, hold and leave alone at this moment, service by service, so that a page can tell any scope of it. */
export const haltEffect = permitted('halt.read', ReadHalts, async (from): Promise<readonly ServiceEffect[]> => {
  const [switches, present, services, served, work, rollouts, questions] = await Promise.all([
    readSwitches(from),
    processes(from),
    knownServices(from),
    servedServices(from),
    automatedWork(from),
    rolloutsUnderWay(from),
    openQuestions(from),
  ])
  const living = new Set(present.map(({ process }) => process))
  return services.map((service) => {
    const here = <Row extends { service: string }>(rows: readonly Row[]) =>
      rows.filter((row) => row.service === service)
    const automated = here(work).filter(({ humanMade }) => !humanMade)
    const running = automated.filter(({ holder }) => holder !== null && living.has(holder))
    return {
      service,
      halted: haltedScope(switches, service) !== null,
      serves: served.includes(service),
      running: running.map(({ state }) => state),
      waiting: automated.length - running.length,
      ownCommits: here(work).length - automated.length,
      rollouts: here(rollouts).map(({ id, state, weight }) => ({ id, state, weight })),
      openQuestions: here(questions).length,
    }
  })
})
