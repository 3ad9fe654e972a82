import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll } from 'vitest'
import { fileKeyEncryption } from '#server/adapters/key-encryption/files.ts'
import type { Actor, Role, SystemName } from '#server/identity/vocabulary.ts'
import type { Change } from '#server/loop/change/index.ts'
import { connect, type Database, type Prisma, useDatabase } from '#server/platform/db/index.ts'
import { newId } from '#server/platform/ids.ts'
import { type Ports, wire } from '#server/ports/wired.ts'
import { testSigner } from '#server/testing/keys.ts'
import { testDatabase } from './database.ts'

/** A migrated database of this file's own with everything an act needs, and nothing running. */
export interface TestInstance {
  app: Database
  /** A superuser's line, for what no code of ours would do. */
  raw: pg.Client
  /** The application's own connection string, with its own rights. */
  appUrl: string
  /** The sequencer's, with its rights. */
  sequencerUrl: string
  /** Ledger entries of one kind so far. */
  entries(kind: string): Promise<number>
}

/** Call it at the top of a `*.db.test.ts`. @param others ports beside the signer. */
export async function testInstance(others: Partial<Ports> = {}): Promise<TestInstance> {
  const { urls, administrator } = await testDatabase()
  const app = connect(urls.app)
  useDatabase(app)
  const keys = mkdtempSync(join(tmpdir(), 'keys-'))
  const keyEncryption = fileKeyEncryption(join(keys, 'encryption.key'))
  wire({ signer: testSigner(keys), keyEncryption, ...others } as Ports)
  const raw = new pg.Client({ connectionString: administrator })
  await raw.connect()
  afterAll(async () => {
    await raw.end()
    await app.$disconnect()
    rmSync(keys, { recursive: true })
  })
  const entries = async (kind: string) => {
    const rows = await app.$queryRaw<{ n: bigint }[]>`SELECT count(*) AS n FROM ledger.event WHERE kind = ${kind}`
    return Number(rows[0]?.n)
  }
  return { app, raw, appUrl: urls.app, sequencerUrl: urls.sequencer, entries }
}

export const sha = (text: string) => createHash('sha256').update(text).digest('hex')
export const artifact = (name: string) => `sha256:${sha(name)}`
export const commit = (name: string) => sha(name).slice(0, 40)

export function person(id: string, ...roles: Role[]): Extract<Actor, { kind: 'person' }> {
  return { kind: 'person', id, roles, practice: false, sessionId: `session-${id}` }
}

export const system = (name: SystemName): Actor => ({ kind: 'system', name })

export async function addService(app: Database, service: string, stable = artifact(`${service} one`)): Promise<void> {
  const workspace = { service, source: 'template', defaultBranch: 'main', consentIds: [], createdBy: 'system:test' }
  await app.workspace.create({ data: workspace })
  await app.serviceRelease.create({
    data: { service, stableDigest: stable, stableCommit: commit(`${service} one`), epoch: 1n },
  })
}

/** A change as it stands in the given state. */
export async function addChange(
  app: Database,
  { service = 'harbour', ...change }: Partial<Prisma.ChangeUncheckedCreateInput> = {},
): Promise<Change> {
  const id = change.id ?? newId('chg')
  return await app.change.create({
    data: {
      id,
      service,
      state: 'designing',
      title: 'List the vessels',
      kind: 'resource',
      tier: 'medium',
      requesterId: 'prs_requester',
      authors: ['prs_requester'],
      branch: `intent/${id}/1`,
      baseCommit: commit(`${service} one`),
      headCommit: commit(id),
      artifactDigest: artifact(id),
      evidenceDigest: sha(`evidence ${id}`),
      ...change,
    },
  })
}
