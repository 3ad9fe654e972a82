import { join } from 'node:path'
import { env } from '#server/platform/env.ts'

/** Service names appear in folders, URLs, database names and branches. */
export const servicePattern = /^[a-z][a-z0-9-]{0,39}$/

/** The bare repository of a governed service. @throws TypeError on anything that is not a service's name. */
export function repositoryOf(service: string): string {
  return join(workspaceOf(service), 'repository.git')
}

/** Where worktrees and the copies that checks run on come and go. */
export function runsOf(service: string): string {
  return join(workspaceOf(service), 'runs')
}

/** A folder of its own for one run; what is in it may be thrown away at any time. */
export function runFolder(service: string, runId: string): string {
  if (!/^[\w.-]+$/.test(runId) || /^\.+$/.test(runId)) throw new TypeError(`not a run: ${runId.slice(0, 80)}`)
  return join(runsOf(service), runId)
}

function workspaceOf(service: string): string {
  if (!servicePattern.test(service)) throw new TypeError(`not a service name: ${service.slice(0, 80)}`)
  return join(env().DOMINION_DATA, 'workspaces', service)
}
