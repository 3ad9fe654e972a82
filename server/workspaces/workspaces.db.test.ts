import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ociLayout } from '#server/adapters/artifacts/oci-layout.ts'
import { serviceDatabases } from '#server/adapters/databases/embedded.ts'
import { npmDependencies } from '#server/adapters/dependencies/npm.ts'
import { systemGit } from '#server/adapters/git/system.ts'
import { fileKeyEncryption } from '#server/adapters/key-encryption/files.ts'
import { bubblewrapSandbox } from '#server/adapters/sandbox/bubblewrap.ts'
import { sshSignature } from '#server/adapters/signer/index.ts'
import type { Actor } from '#server/identity/index.ts'
import { connect, useDatabase } from '#server/platform/db/index.ts'
import { env } from '#server/platform/env.ts'
import { type Ports, wire } from '#server/ports/wired.ts'
import { testDatabase } from '#server/testing/database.ts'
import { testSigner } from '#server/testing/keys.ts'
import { harbourFiles } from './harbour/index.ts'
import {
  addWorkspace,
  listWorkspaces,
  makeHarbour,
  prepareWorkspace,
  readWorkspaceModel,
  repositoryOf,
} from './index.ts'

const { urls, administrator } = await testDatabase()
const database = connect(urls.app)
useDatabase(database)
const folder = mkdtempSync(join(tmpdir(), 'workspaces-'))
const signer = testSigner(join(folder, 'keys'))
const sandbox = bubblewrapSandbox({ runtimeFolder: join(folder, 'run') })
const git = systemGit({ sign: (bytes) => sshSignature(bytes, signer), committerId: 'system-orchestrator' })
const artifacts = ociLayout(join(folder, 'artifacts'))
const dependencies = npmDependencies({ sandbox, folder: join(env().DOMINION_DATA, 'dependencies') })
const databases = serviceDatabases({ administratorUrl: () => administrator, secret: () => 'a secret for tests' })
const keyEncryption = fileKeyEncryption(join(folder, 'encryption.key'))
wire({ keyEncryption, signer, sandbox, git, artifacts, dependencies, databases } as unknown as Ports)

const suffix = Date.now().toString(36)
const lead: Actor = { kind: 'person', id: 'person-lead', roles: ['lead'], practice: false, sessionId: 's' }
const worker: Actor = { kind: 'system', name: 'worker' }
const requester: Actor = { ...lead, id: 'person-requester', roles: ['requester'] }
const patience = () => AbortSignal.timeout(60_000)

afterAll(async () => {
  await database.$disconnect()
  rmSync(folder, { recursive: true, force: true })
})

/** A person's own repository, made with the machine's Git as people do. */
function ownRepository(name: string, files: readonly { path: string; content: string }[]): string {
  const place = join(folder, name)
  execFileSync('git', ['init', '-q', '-b', 'trunk', place])
  for (const file of files) {
    execFileSync('mkdir', ['-p', join(place, file.path, '..')])
    writeFileSync(join(place, file.path), file.content)
  }
  execFileSync('git', ['-C', place, 'add', '-A'])
  execFileSync('git', ['-C', place, '-c', 'user.name=Ann', '-c', 'user.email=ann@example.org', 'commit', '-qm', 'mine'])
  return place
}

describe('the first workspace', () => {
  const harbour = `harbour-${suffix}`

  it('is made, registered and built; making it again changes nothing', async () => {
    await makeHarbour(harbour)
    const [announced] = await database.outbox.findMany({ where: { event: 'workspace.added' } })
    expect(announced?.payload).toEqual({ service: harbour })
    expect((await listWorkspaces(lead, {}))[0]?.stableDigest).toBeNull()
    const two = [prepareWorkspace(worker, harbour, patience()), prepareWorkspace(worker, harbour, patience())]
    expect(await Promise.all(two)).toEqual([null, null])
    const [made] = await listWorkspaces(lead, {})
    expect(made).toMatchObject({
      service: harbour,
      source: expect.stringMatching(/^template:service@\d/),
      defaultBranch: 'main',
    })
    expect(await artifacts.verify(made?.stableDigest ?? '')).toEqual({ intact: true })
    expect((await artifacts.describe(made?.stableDigest ?? ''))?.annotations['dominion.run']).toContain('server.js')
    await makeHarbour(harbour)
    expect(await prepareWorkspace(worker, harbour, patience())).toBeNull()
    expect(await listWorkspaces(lead, {})).toEqual([made])
    const entries = await database.activity.findMany({ where: { event: 'workspace.add' } })
    expect(entries).toHaveLength(2)
  }, 90_000)

  it('tells what the service has', async () => {
    expect((await readWorkspaceModel(git, harbour)).entities.length).toBeGreaterThan(0)
  })
})

describe('a person’s own repository', () => {
  it('is taken in whole: cloned, registered, built', async () => {
    const service = `pilots-${suffix}`
    const source = ownRepository('pilots', harbourFiles(service))
    const added = await addWorkspace(lead, { source }, patience())
    expect(added).toEqual({ service, assumed: [], notPrepared: null })
    expect(await git.resolve(repositoryOf(service), 'trunk')).toMatch(/^[0-9a-f]{40}$/)
    await expect(addWorkspace(lead, { source }, patience())).rejects.toMatchObject({
      code: 'conflict',
      reason: 'exists',
    })
  }, 90_000)

  it('says everything that is missing', async () => {
    const packageFile = { path: 'package.json', content: '{ "name": "bare", "scripts": { "test": "npm run x" } }' }
    const source = ownRepository('bare', [packageFile, { path: 'package-lock.json', content: '{}' }])
    const missing = await addWorkspace(lead, { source }, patience()).catch((error) => error)
    expect(missing).toMatchObject({ code: 'refused', reason: 'noManifest' })
    for (const word of ['formatter', 'linter', 'type check', 'tests', 'build', 'start', 'package manager'])
      expect(missing.message).toContain(word)
  })

  it.each([
    ['nothing there', '/nowhere/at/all', { code: 'refused', reason: 'cannotClone' }],
    ['a program as transport', 'ext::sh -c id', { code: 'refused', reason: 'cannotClone' }],
  ])('refuses %s', async (_, source, expected) => {
    await expect(addWorkspace(lead, { source }, patience())).rejects.toMatchObject(expected)
  })

  it('is added by those who may', async () => {
    await expect(addWorkspace(requester, { source: '/x' }, patience())).rejects.toMatchObject({ code: 'forbidden' })
  })
})
