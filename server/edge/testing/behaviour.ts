import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArtifactStore } from '#server/ports/artifacts.ts'
import { annotationsFor } from '../schemas.ts'

/** How the test service behaves; part of its artifact, so each behaviour is a version of its own. */
export interface Behaviour {
  name?: string
  /** Share of requests answered with 500. */
  errorShare?: number
  delayMs?: number
  healthy?: boolean
  /** The health check fails from then on. */
  unhealthyAfterMs?: number
  exitAtStart?: boolean
  exitAfterMs?: number
  /** `/crash` ends the process. */
  crashes?: boolean
  failMigration?: boolean
}

/** Builds a version of the test service. Returns its digest. */
export async function buildService(
  store: ArtifactStore,
  folder: string,
  behaviour: Behaviour,
  needsDatabase = false,
): Promise<string> {
  await mkdir(folder, { recursive: true })
  await cp(join(import.meta.dirname, 'service'), folder, { recursive: true })
  await writeFile(join(folder, 'behaviour.json'), JSON.stringify(behaviour))
  const migrate = needsDatabase || behaviour.failMigration ? ['node', 'migrate.js'] : []
  const run = { start: ['node', 'server.js'], migrate, healthPath: '/health', needsDatabase }
  return (await store.put(folder, annotationsFor(run))).digest
}
