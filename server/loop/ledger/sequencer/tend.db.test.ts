import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { fileKeyEncryption } from '#server/adapters/key-encryption/files.ts'
import { fileSigner } from '#server/adapters/signer/index.ts'
import type { KeyEncryption } from '#server/ports/key-encryption.ts'
import { testDatabase } from '#server/testing/database.ts'
import { append } from '../append.ts'
import { auditLedger } from '../audit.ts'
import { shards } from '../store.ts'
import { moveToNextPeriod } from '../testing/clock.ts'
import { clockDraft, contextOf } from '../testing/drafts.ts'
import { forgetful } from '../testing/sequencing.ts'
import { overClient } from './connection.ts'
import { runSequencer } from './run.ts'

const { urls, administrator } = await testDatabase()
const scratch = mkdtempSync(join(tmpdir(), 'tend-'))
const superuser = new pg.Client({ connectionString: administrator })
await superuser.connect()
const ledger = overClient(superuser)
afterAll(async () => {
  await superuser.end()
  rmSync(scratch, { recursive: true })
})

const keeper = fileKeyEncryption(join(scratch, 'encryption.key'))
let away = false
const orAway = async <T>(answer: Promise<T>): Promise<T> => {
  if (away) throw new Error('the keeper is away')
  return await answer
}
const leaving: KeyEncryption = {
  wrap: (secret, context) => orAway(keeper.wrap(secret, context)),
  unwrap: (wrapped, context) => orAway(keeper.unwrap(wrapped, context)),
  keeper: () => keeper.keeper(),
}

describe('while whoever keeps the key is away', () => {
  it('the log goes on under its old keys, says why, and catches up when it is back', async () => {
    const ring = fileSigner(join(scratch, 'keys'), leaving)
    const failures: unknown[] = []
    let late: string | null = null
    const stop = new AbortController()
    const watch = {
      failed: (error: unknown) => failures.push(error),
      keysLate: (why: string | null) => {
        late = why
      },
    }
    const running = runSequencer({ url: urls.sequencer, signer: ring, memory: forgetful, watch }, stop.signal)
    const written = async () => {
      await append(ledger, clockDraft(), contextOf(ring))
      await vi.waitFor(
        async () => expect((await superuser.query('select from ledger.pending')).rowCount).toBe(0),
        20_000,
      )
    }
    await written()
    away = true
    for (let many = 0; many < 3; many++) await moveToNextPeriod(superuser)
    await vi.waitFor(() => expect(late).toBe('the keeper is away'), 20_000)
    await written()
    expect(await shards(ledger)).toHaveLength(1)
    away = false
    await vi.waitFor(async () => expect(await shards(ledger)).toHaveLength(2), 20_000)
    await written()
    await vi.waitFor(() => expect(late).toBeNull(), 20_000)
    expect((await ring.keys()).filter(({ purpose }) => purpose === 'entry')).toHaveLength(2)
    stop.abort()
    await running
    expect(failures).toEqual([])
    expect(await auditLedger(ledger)).toMatchObject({ ok: true, faults: [] })
  }, 120_000)
})
