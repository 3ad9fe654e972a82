import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Actor } from '#server/identity/index.ts'
import { database } from '#server/platform/db/index.ts'
import { packageRoot } from '#server/platform/env.ts'
import { ports } from '#server/ports/wired.ts'
import { harbourFiles } from './harbour/index.ts'
import { repositoryOf } from './places.ts'
import { prepareWorkspace } from './prepare.ts'
import { registerWorkspace } from './register.ts'
import { findWorkspace } from './store.ts'

const setup: Actor = { kind: 'system', name: 'setup' }
/** Installing its packages takes seconds; when this elapses the next start tries again. */
const patienceMs = 90_000

/**
 * Makes the practice service from our own template pack: repository, registration, first build. Each part is done once;
 * repeating it goes on where it was. The answer is null, or one sentence on why it cannot run yet.
 */
export async function makeHarbour(service: string): Promise<string | null> {
  const { git } = ports()
  const pack = packName()
  const repository = repositoryOf(service)
  if (!existsSync(repository)) {
    await git.initialise(repository, harbourFiles(service), {
      title: `feat: ${service}, a small service`,
      body: 'Made from the service template pack.',
      trailers: [['Template-Pack', pack]],
      authorId: 'system-setup',
    })
  }
  if (!(await findWorkspace(database(), service))) {
    const commit = await git.resolve(repository, 'main')
    const source = `template:${pack}`
    await registerWorkspace(setup, { service, source, defaultBranch: 'main', commit, consentIds: [] })
  }
  return await prepareWorkspace(setup, service, AbortSignal.timeout(patienceMs))
}

/** The template pack that made it, such as `service@1.0.0`. */
function packName(): string {
  const text = readFileSync(join(packageRoot, 'templates/code/service/pack.json'), 'utf8')
  const { id, version } = JSON.parse(text) as { id: string; version: string }
  return `${id}@${version}`
}
