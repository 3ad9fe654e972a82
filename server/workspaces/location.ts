import { join } from 'node:path'
import { env } from '#server/platform/env.ts'

/** The bare repository that holds everything the system governs of a service. */
export function repositoryOf(service: string): string {
  return join(env().DOMINION_DATA, 'workspaces', service, 'repository.git')
}

/** A folder of its own for one run; what is in it may be thrown away at any time. */
export function runFolder(service: string, runId: string): string {
  return join(env().DOMINION_DATA, 'workspaces', service, 'runs', runId)
}
