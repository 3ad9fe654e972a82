import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { fileSigner } from '#server/adapters/signer/index.ts'
import { connect as prisma } from '#server/platform/db/index.ts'
import { testDatabase } from '#server/testing/database.ts'
import { append, EntryRefused } from '../append.ts'
import { disclosedFields } from '../disclosed.ts'
import { entriesOfChange, entry } from '../read.ts'
import { clockDraft, contextOf } from '../testing/drafts.ts'
import { headFiles } from './memory.ts'
import { runSequencer } from './run.ts'

const database = await testDatabase()
const scratch = mkdtempSync(join(tmpdir(), 'ledger-'))
const signer = fileSigner(join(scratch, 'keys'))
const context = contextOf(signer)
const app = prisma(database.urls.app)
afterAll(async () => {
  await app.$disconnect()
  rmSync(scratch, { recursive: true })
})

describe('a sequencer', () => {
  it('puts into the tree what the application appended through Prisma', async () => {
    const { entryId, leafSha256 } = await app.$transaction((tx) => append(tx, clockDraft('change_1'), context))
    expect((await entry(app, entryId))?.grade).toBe('pending')
    await sequencing(async () => {
      await vi.waitFor(async () => expect((await entry(app, entryId))?.grade).toBe('sequenced'), 5000)
    })
    const [view] = await entriesOfChange(app, 'change_1')
    expect(view).toMatchObject({
      entryId,
      leafSha256,
      kind: 'clock',
      header: { changeId: 'change_1', practice: false },
    })
    const kinds = await app.$queryRawUnsafe<{ kind: string }[]>('select kind from ledger.event order by position')
    expect(kinds.map(({ kind }) => kind).sort()).toEqual(['clock', 'keyset', 'shard-genesis'])
  })
})

async function sequencing(work: () => Promise<void>): Promise<void> {
  const stop = new AbortController()
  const failures: unknown[] = []
  const memory = headFiles(join(scratch, 'heads'))
  const watch = { failed: (error: unknown) => failures.push(error) }
  const running = runSequencer({ url: database.urls.sequencer, signer, memory, watch }, stop.signal)
  try {
    await work()
  } finally {
    stop.abort()
    await running
  }
  expect(failures).toEqual([])
}
