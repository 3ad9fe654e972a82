import type { TestProject } from 'vitest/node'
import { throwAwayInstance } from '#bin/commands/demo/instance.ts'

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

/** Starts one throw-away instance for all journeys, without pages and with a clock that can be moved; gone afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { data, edge, stop } = await throwAwayInstance()
  project.provide('instance', { data, edge })
  return stop
}
