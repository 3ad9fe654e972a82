import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Actor } from '#server/identity/index.ts'
import { database } from '#server/platform/db/index.ts'
import { packageRoot } from '#server/platform/env.ts'
import { ports } from '#server/ports/wired.ts'
import { harbourFiles } from './harbour/index.ts'
import { repositoryOf } from './places.ts'
import { registerWorkspace } from './register.ts'
import { findWorkspace } from './store.ts'

/** Covers sending the cleaned words of an intent to a model abroad; without it only templates would ever be asked. */
const consentIds = ['model-assistance']

const setup: Actor = { kind: 'system', name: 'setup' }

/**
 * Makes the practice service from our own template pack: repository and registration, each done once. A worker then
 * installs its packages and builds it, while the portal is already up.
 */
export async function makeHarbour(service: string): Promise<void> {
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
    await registerWorkspace(setup, {
      service,
      source,
      defaultBranch: 'main',
      commit,
      consentIds,
      prepareLater: true,
    })
  }
}

/** The template pack that made it, such as `service@1.0.0`. */
function packName(): string {
  const text = readFileSync(join(packageRoot, 'templates/code/service/pack.json'), 'utf8')
  const { id, version } = JSON.parse(text) as { id: string; version: string }
  return `${id}@${version}`
}
