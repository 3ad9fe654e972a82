import { generateKeyPairSync } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, it, vi } from 'vitest'
import { passphraseKeyEncryption } from '#server/adapters/key-encryption/passphrase.ts'
import { fileSigner } from '#server/adapters/signer/index.ts'
import { testDatabase } from '#server/testing/database.ts'
import { testSigner } from '#server/testing/keys.ts'
import { append } from '../append.ts'
import { auditLedger } from '../audit.ts'
import { formatVerifierKey, noteKey, rawFromSpki, toBase64 } from '../format/index.ts'
import { connect, overClient } from '../sequencer/connection.ts'
import { periodAt } from '../sequencer/period.ts'
import { signedEntriesOfChange } from '../signed.ts'
import { clockDraft, contextOf } from '../testing/drafts.ts'
import { sequencing } from '../testing/sequencing.ts'
import { publishedKeyset } from './index.ts'

const { urls, administrator } = await testDatabase()
const scratch = mkdtempSync(join(tmpdir(), 'upgrade-'))
const keys = join(scratch, 'keys')
const superuser = new pg.Client({ connectionString: administrator })
await superuser.connect()
const ledger = overClient(superuser)
afterAll(async () => {
  await superuser.end()
  rmSync(scratch, { recursive: true })
})

const purposes = ['entry', 'checkpoint', 'commit'] as const
const frame = {
  ...{ changeId: null, runId: null, riskTier: null, materials: [] },
  subjects: [{ name: 'keyset', sha256: '00'.repeat(32) }],
}

/** A ledger and a data folder as the first version left them: plain keys, and a keyset that says no times. */
async function firstVersion(): Promise<void> {
  mkdirSync(keys, { mode: 0o700 })
  for (const purpose of purposes) {
    const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
    writeFileSync(join(keys, `${purpose}.ed25519.pem`), pem, { mode: 0o600 })
  }
  // Its own copy of the keys, to sign with as that version did.
  const copy = join(scratch, 'copy')
  cpSync(keys, copy, { recursive: true })
  const old = testSigner(copy)
  const { shard } = periodAt(new Date())
  const origin = `0123456789ab.dominion.invalid/default/${shard}`
  const line = await connect(urls.sequencer)
  await line.query('insert into ledger.shard (shard, origin) values ($1, $2)', [shard, origin])
  await line.end()
  const named = await Promise.all(purposes.map(async (purpose) => ({ purpose, ...(await old.publicKey(purpose)) })))
  const tree = named.find(({ purpose }) => purpose === 'checkpoint')?.spki ?? new Uint8Array()
  const checkpointKey = formatVerifierKey(noteKey(origin, rawFromSpki(tree)))
  const said = named.map(({ spki, ...key }) => ({ ...key, algorithm: 'ed25519' as const, spki: toBase64(spki) }))
  const context = contextOf(old)
  await append(
    ledger,
    { ...frame, kind: 'shard-genesis', predicate: { shard, origin, checkpointKey, previous: null } },
    context,
  )
  await append(
    ledger,
    { ...frame, kind: 'keyset', predicate: { shard, origin, checkpointKey, keys: said } },
    { ...context, occurredAt: new Date('2026-01-02T03:04:05.000Z') },
  )
  await append(ledger, clockDraft('change_old'), context)
}

it('goes on where the first version stopped: its keys encrypted, its log under the same names', async () => {
  await firstVersion()
  const ring = testSigner(keys)
  const failures = await sequencing({ url: urls.sequencer, signer: ring }, async () => {
    await vi.waitFor(async () => {
      expect((await superuser.query('select from ledger.leaf')).rowCount).toBeGreaterThanOrEqual(4)
      expect((await superuser.query('select from ledger.pending')).rowCount).toBe(0)
    }, 20_000)
  })
  expect(failures).toEqual([])
  expect(purposes.some((purpose) => existsSync(join(keys, `${purpose}.ed25519.pem`)))).toBe(false)
  expect(await auditLedger(ledger)).toMatchObject({ ok: true, faults: [] })
  expect(await signedEntriesOfChange(ledger, 'change_old', ring)).toHaveLength(1)
  const entryKey = (await publishedKeyset(ledger, ring))?.keys.find(({ purpose }) => purpose === 'entry')
  // Its 90 days began when the log first named it.
  const since = (await ring.keys()).find(({ keyId }) => keyId !== entryKey?.keyId)?.since
  expect([entryKey?.since, since]).toContain('2026-01-02T03:04:05.000Z')
}, 60_000)

it('signs nothing with a passphrase that is another one, and says why', async () => {
  const keeper = (text: string) => passphraseKeyEncryption(join(scratch, 'salt.json'), { text, file: undefined })
  const folder = join(scratch, 'phrase')
  await fileSigner(folder, keeper('right')).publicKey('entry')
  const wrong = fileSigner(folder, keeper('wrong'))
  await expect(wrong.sign('entry', Buffer.from('x'))).rejects.toThrow('not the one')
  await expect(append(ledger, clockDraft(), contextOf(wrong))).rejects.toThrow('not the one')
})
