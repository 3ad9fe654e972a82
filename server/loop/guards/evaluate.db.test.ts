import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serviceDatabases } from '#server/adapters/databases/embedded.ts'
import { npmDependencies } from '#server/adapters/dependencies/npm.ts'
import { keptEvidence } from '#server/adapters/evidence/files.ts'
import { systemGit } from '#server/adapters/git/system.ts'
import { fileKeyEncryption } from '#server/adapters/key-encryption/files.ts'
import { bubblewrapSandbox } from '#server/adapters/sandbox/bubblewrap.ts'
import { sshSignature } from '#server/adapters/signer/index.ts'
import type { Actor } from '#server/identity/index.ts'
import { insertChange, loadChange } from '#server/loop/change/index.ts'
import { entriesOfChange } from '#server/loop/ledger/index.ts'
import { connect, useDatabase } from '#server/platform/db/index.ts'
import { digestOf } from '#server/platform/digest.ts'
import { env } from '#server/platform/env.ts'
import { holdPermit } from '#server/platform/halt/permit.ts'
import { activePolicy } from '#server/policy/index.ts'
import { type Ports, wire } from '#server/ports/wired.ts'
import { testDatabase } from '#server/testing/database.ts'
import { testSigner } from '#server/testing/keys.ts'
import { applyOperations, makeHarbour, readWorkspaceModel, repositoryOf, runFolder } from '#server/workspaces/index.ts'
import type { EditOperation } from '#server/workspaces/schemas.ts'
import { design as designsFor } from '#templates/code/index.ts'
import { activatePolicy, findPolicyRelease, judgeChange, judgeDeployment, verdictsOfChange } from './index.ts'

const { urls, administrator } = await testDatabase()
const database = connect(urls.app)
useDatabase(database)
const folder = mkdtempSync(join(tmpdir(), 'guards-'))
const signer = testSigner(join(folder, 'keys'))
const sandbox = bubblewrapSandbox({ runtimeFolder: join(folder, 'run') })
const git = systemGit({ sign: (bytes) => sshSignature(bytes, signer), committerId: 'system-orchestrator' })
const dependencies = npmDependencies({ sandbox, folder: join(env().DOMINION_DATA, 'dependencies') })
const databases = serviceDatabases({ administratorUrl: () => administrator, secret: () => 'a secret for tests' })
const evidence = keptEvidence(join(folder, 'evidence'))
const keyEncryption = fileKeyEncryption(join(folder, 'encryption.key'))
wire({ keyEncryption, signer, sandbox, git, dependencies, databases, evidence } as unknown as Ports)

const worker: Actor = { kind: 'system', name: 'worker' }
const service = `harbour-${Date.now().toString(36)}`
const permit = holdPermit(database)

beforeAll(async () => {
  await makeHarbour(service)
  await permit.renewNow()
})
afterAll(async () => {
  permit.close()
  await database.$disconnect()
  rmSync(folder, { recursive: true, force: true })
})

const intent = { shape: 'docs', service, path: 'docs/tides.md', title: 'Tides', body: 'When the water rises.' } as const
const written: EditOperation = { op: 'write', path: 'docs/tides.md', content: '# Tides\n\nWhen the water rises.\n' }

/** The facts of an intent that nobody's words were read for. */
const nothingClassified = {
  version: 1,
  policyDigest: (await activePolicy()).digest,
  ...{ text: null, form: null, model: null, design: null, diff: null },
}

/** A change whose code is committed and waits for its verdict; `human` leaves intent and design out of it. */
async function judging(id: string, operations: EditOperation[], { human = false } = {}): Promise<string> {
  const spec = designsFor(intent, await readWorkspaceModel(git, service))[0]
  if (!spec) throw new Error('no design')
  const trailers: [string, string][] = human
    ? [['Origin', 'human']]
    : [
        ['Intent-Digest', digestOf(intent)],
        ['Design-Digest', digestOf(spec)],
        ['Origin', 'template'],
        ['Generator', spec.author],
      ]
  const base = await git.resolve(repositoryOf(service), 'main')
  const worktree = runFolder(service, id)
  await git.addWorktree(repositoryOf(service), worktree, base)
  expect(await applyOperations(worktree, operations)).toMatchObject({ applied: true })
  const request = { title: 'docs: tides', body: '', trailers, authorId: 'agent-codegen' }
  const head = await git.commitWorktree(repositoryOf(service), worktree, `intent/${id}/1`, request)
  await git.removeWorktree(repositoryOf(service), worktree)
  await database.$transaction(async (tx) => {
    const change = { service, state: 'judging', title: 'Tides', kind: 'docs', tier: 'low', requesterId: 'person-1' }
    await insertChange(tx, { id, ...change, humanMade: human, baseCommit: base, headCommit: head })
    const decided = { spans: [], facts: nothingClassified, decision: {}, authorId: 'person-1' }
    await tx.intent.create({
      data: { id: `int-${id}`, changeId: id, revision: 1, text: 'x', spec: intent, ...decided },
    })
    if (human) return
    const chosen = { digest: digestOf(spec), author: spec.author, chosenAt: new Date(), chosenBy: 'policy' }
    await tx.design.create({
      data: { id: `dsn-${id}`, changeId: id, revision: 1, option: 0, spec: structuredClone<object>(spec), ...chosen },
    })
    const run = { number: 1, state: 'ready', commit: head, provider: 'templates', holder: 'test' }
    await tx.generationRun.create({ data: { id: `run-${id}`, changeId: id, ...run } })
  })
  return id
}

async function judged(id: string) {
  await judgeChange(worker, { changeId: id }, permit)
  const [verdict] = await verdictsOfChange(database, id)
  const told = [verdict?.findings.map(({ message }) => message), verdict?.missingEvidence].flat()
  return { change: await loadChange(database, id), verdict, told }
}

describe('a commit', { timeout: 240_000 }, () => {
  it('that keeps to its design goes on, with facts, evidence and a sealed entry', async () => {
    const { change, verdict, told } = await judged(await judging('chg-docs', [written]))
    expect(told).toEqual([])
    expect(change).toMatchObject({ state: 'building', tier: 'low' })
    expect(verdict).toMatchObject({ allow: true, stage: 'change', policyDigest: (await activePolicy()).digest })
    const entries = await entriesOfChange(database, 'chg-docs')
    const sealed = entries.find(({ kind }) => kind === 'policy-decision')
    expect(sealed?.predicate).toMatchObject({
      decision: 'allow',
      decisionId: verdict?.id,
      inputSha256: verdict?.inputDigest,
    })
  })

  it('that is allowed says so in the standard form too, about that very commit', async () => {
    const entries = await entriesOfChange(database, 'chg-docs')
    const passed = entries.filter(({ kind }) => kind === 'verification')
    expect(passed).toMatchObject([
      {
        predicateType: 'https://in-toto.io/attestation/svr/v0.2',
        subjects: [{ gitCommit: (await loadChange(database, 'chg-docs')).headCommit }],
        predicate: {
          verifier: { policies: [{ digest: { sha256: (await activePolicy()).digest } }] },
          properties: expect.arrayContaining(['DOMINION_SECURITY_PASSED', 'DOMINION_LINEAGE_PASSED']),
        },
      },
    ])
  })

  it('with a planted secret is denied at its line', async () => {
    const content = `# Tides\n\nkey: ${['AKIA', 'QX7RMNPLD2HVWT5K'].join('')}\n`
    const { change, verdict } = await judged(await judging('chg-secret', [{ ...written, content }]))
    expect(verdict?.allow).toBe(false)
    expect((await entriesOfChange(database, 'chg-secret')).map(({ kind }) => kind)).not.toContain('verification')
    expect(verdict?.findings).toContainEqual(
      expect.objectContaining({ rule: 'security.planted_secret', where: { path: 'docs/tides.md', line: 3 } }),
    )
    expect(change).toMatchObject({ state: 'denied', reason: expect.stringMatching(/^docs\/tides\.md:3: /) })
  })

  it('of a person goes on while it says so, without a design', async () => {
    const { change, told } = await judged(await judging('chg-human', [written], { human: true }))
    expect(told).toEqual([])
    expect(change.state).toBe('building')
  })

  it('is judged once: a second worker goes home', async () => {
    await expect(judgeChange(worker, { changeId: 'chg-docs' }, permit)).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('a deployment', { timeout: 240_000 }, () => {
  it('needs the active policy’s own tests on record', async () => {
    const change = await loadChange(database, 'chg-docs')
    const artifactDigest = `sha256:${'e'.repeat(64)}`
    const [verdict] = await verdictsOfChange(database, change.id)
    const asked = {
      change: { ...change, artifactDigest, evidenceDigest: 'f'.repeat(64) },
      designReviewed: false,
      approvals: [],
      artifact: { builtFromTree: verdict?.tree ?? '', digest: artifactDigest, signatureValid: true },
      nowMs: Date.now(),
    }
    const before = await database.$transaction((tx) => judgeDeployment(tx, asked))
    expect(before.verdict).toMatchObject({
      allow: false,
      findings: [],
      missingEvidence: [{ kind: 'policyTests', reason: 'notCompleted' }],
    })

    await activatePolicy()
    const release = await findPolicyRelease(database, before.verdict.policyDigest)
    expect(release).toMatchObject({ testsFailed: 0 })
    expect(release?.testsPassed).toBeGreaterThan(150)
    expect((await database.$transaction((tx) => judgeDeployment(tx, asked))).verdict).toMatchObject({ allow: true })
  })

  it('activating the same policy again runs nothing', async () => {
    const started = performance.now()
    await activatePolicy()
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})
