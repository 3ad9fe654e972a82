import type { TestProject } from 'vitest/node'
import { throwAwayInstance } from '#bin/commands/demo/instance.ts'
import { untilServing } from '#bin/commands/demo/service.ts'

/** The running instance that the journeys walk through. */
export interface JourneysInstance {
  data: string
  edge: string
}

declare module 'vitest' {
  interface ProvidedContext {
    instance: JourneysInstance
  }
}

/** Its first service's packages are installed and built meanwhile, on a machine that does much else. */
const readyWithinMs = 240_000

/** Starts one throw-away instance for all journeys, without pages and with a clock that can be moved; gone afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { data, edge, stop } = await throwAwayInstance()
  project.provide('instance', { data, edge })
  await untilServing(edge, 'harbour', readyWithinMs)
  return stop
}
