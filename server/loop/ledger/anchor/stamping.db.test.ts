import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { connect } from '#server/platform/db/index.ts'
import type { TimestampAuthority } from '#server/ports/timestamps.ts'
import { testDatabase } from '#server/testing/database.ts'
import { testSigner } from '#server/testing/keys.ts'
import { append } from '../append.ts'
import { entry } from '../read.ts'
import { clockDraft, contextOf } from '../testing/drafts.ts'
import { sequencing } from '../testing/sequencing.ts'
import { stampEveryMs } from './numbers.ts'
import { Stamping } from './stamping.ts'
import type { AnchorWatcher } from './watcher.ts'

const database = await testDatabase()
const scratch = mkdtempSync(join(tmpdir(), 'ledger-'))
const signer = testSigner(join(scratch, 'keys'))
const app = connect(database.urls.app)
let shard = ''
afterAll(async () => {
  await app.$disconnect()
  rmSync(scratch, { recursive: true })
})

async function add(): Promise<void> {
  const { entryId } = await app.$transaction((tx) => append(tx, clockDraft(), contextOf(signer)))
  await sequencing({ url: database.urls.sequencer, signer }, async () => {
    await vi.waitFor(async () => expect((await entry(app, entryId))?.place).not.toBeNull(), 20_000)
  })
  shard = (await entry(app, entryId))?.place?.shard ?? ''
}

beforeAll(add)

describe('a timestamp authority', () => {
  const told: string[] = []
  const watch: AnchorWatcher = {
    stamped: (name, size) => told.push(`${name} ${size}`),
    stampFailed: (name, error) => told.push(`${name} ${String(error)}`),
  }
  const stampBy = async (stamp: TimestampAuthority['stamp'], now: number) => {
    const stamping = new Stamping({ name: 'https://tsa.example/', stamp }, watch, new AbortController().signal)
    stamping.kick(app, [shard], now)
    await stamping.settled()
  }

  it('stamps the signed note itself, again when an hour has passed and the tree grew', async () => {
    const seen: string[] = []
    const at = new Date('2026-01-01T00:00:00Z')
    const stamp = async (bytes: Uint8Array) => {
      seen.push(Buffer.from(bytes).toString())
      return { token: Uint8Array.of(48, 0), at }
    }
    await stampBy(stamp, at.getTime())
    await add()
    await stampBy(stamp, at.getTime() + stampEveryMs - 1)
    await stampBy(stamp, at.getTime() + stampEveryMs)
    await stampBy(stamp, at.getTime() + 3 * stampEveryMs)
    expect(seen).toHaveLength(2)
    expect(seen[1]).toMatch(/^\S+\/2\d{3}q\d\n\d+\n[^]*\n\n— /)
    expect(told).toHaveLength(2)
  })

  it('that fails is told, and nothing is kept of it', async () => {
    await add()
    const before = await app.$queryRawUnsafe('select count(*) from ledger.anchor')
    await stampBy(async () => Promise.reject(new Error('no such luck')), Date.now())
    expect(told.at(-1)).toContain('no such luck')
    expect(await app.$queryRawUnsafe('select count(*) from ledger.anchor')).toEqual(before)
  })
})
