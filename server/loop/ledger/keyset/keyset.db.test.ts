import { createPrivateKey, sign } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { verifySshSignature } from '#server/adapters/git/ssh-signature.ts'
import { fileKeyEncryption } from '#server/adapters/key-encryption/files.ts'
import { sshSignature } from '#server/adapters/signer/index.ts'
import { connect, useDatabase } from '#server/platform/db/index.ts'
import type { Signer } from '#server/ports/signer.ts'
import { type Ports, wire } from '#server/ports/wired.ts'
import { testDatabase } from '#server/testing/database.ts'
import { person } from '#server/testing/instance.ts'
import { testSigner } from '#server/testing/keys.ts'
import { append } from '../append.ts'
import { auditLedger } from '../audit.ts'
import { readEntry, readLineage } from '../browse/index.ts'
import { exportBundle } from '../bundle/export.ts'
import { checkMaterial, verifyBundle } from '../proof/index.ts'
import { entriesOfChange } from '../read.ts'
import { businessNow, moveClockBy } from '../testing/clock.ts'
import { clockDraft, contextOf } from '../testing/drafts.ts'
import { sequencing } from '../testing/sequencing.ts'
import { allowedSigners, publishedKeyset, readKeys, rotateKeys } from './index.ts'
import { commitKeys } from './known.ts'

const { urls, administrator } = await testDatabase()
const scratch = mkdtempSync(join(tmpdir(), 'keyset-'))
const keys = join(scratch, 'keys')
const ring = testSigner(keys)
/** The web's: another process with the same data folder. */
const signer = testSigner(keys)
const keyEncryption = fileKeyEncryption(join(keys, 'encryption.key'))
const app = connect(urls.app)
useDatabase(app)
wire({ signer, keyEncryption } as unknown as Ports)
const superuser = new pg.Client({ connectionString: administrator })
await superuser.connect()
afterAll(async () => {
  await app.$disconnect()
  await superuser.end()
  rmSync(scratch, { recursive: true })
})

const admin = person('prs_admin', 'admin')
const auditor = person('prs_auditor', 'auditor')
const change = 'change_over_years'
const add = async (by: Signer = signer) =>
  await append(app, clockDraft(change), { ...contextOf(by), occurredAt: await businessNow(superuser) })
const settled = async (test: () => Promise<void>) => await vi.waitFor(test, 20_000)
const drained = () =>
  settled(async () => expect((await superuser.query('select from ledger.pending')).rowCount).toBe(0))
const ofPurpose = async (purpose: string) => (await testSigner(keys).keys()).filter((key) => key.purpose === purpose)
const current = async (purpose: string) => (await ofPurpose(purpose)).find(({ state }) => state === 'current')
const stop = { now: () => {} }
let running: Promise<unknown[]>
/** The private half of the first entry key, as a thief would have kept it. */
let stolen: Signer
let firstCommit: { text: Buffer; signature: string }

beforeAll(async () => {
  firstCommit = {
    text: Buffer.from('tree 0\n\none\n'),
    signature: await sshSignature(Buffer.from('tree 0\n\none\n'), signer),
  }
  stolen = await thief()
  const ended = new Promise<void>((end) => {
    stop.now = end
  })
  running = sequencing({ url: urls.sequencer, signer: ring }, () => ended)
  await add()
  await drained()
})
afterAll(async () => {
  stop.now()
  expect(await running).toEqual([])
})

async function thief(): Promise<Signer> {
  const folder = join(keys, 'signing')
  const [name = ''] = readdirSync(folder)
  const key = JSON.parse(readFileSync(join(folder, name), 'utf8')).keys.find(
    (each: { purpose: string }) => each.purpose === 'entry',
  )
  const secret = await keyEncryption.unwrap(Buffer.from(key.wrapped, 'base64'), `signing-key/entry/${key.keyId}`)
  const privateKey = createPrivateKey({ key: Buffer.from(secret), format: 'der', type: 'pkcs8' })
  const known = { keyId: key.keyId, spki: Buffer.from(key.spki, 'base64') }
  return {
    sign: async (_, bytes) => ({ keyId: key.keyId, signature: new Uint8Array(sign(null, bytes, privateKey)) }),
    publicKey: async () => known,
    publicKeys: async () => [known],
  }
}

describe('new keys', () => {
  it('are asked for by an administrator only, and come without a restart; the old ones go on counting', async () => {
    await expect(rotateKeys(auditor, {})).rejects.toMatchObject({ code: 'forbidden' })
    const before = await current('entry')
    const writing = new AbortController()
    const writer = (async () => {
      while (!writing.signal.aborted) await add()
    })()
    await rotateKeys(admin, {})
    await settled(async () => expect((await readKeys(auditor, {})).asked).toMatchObject({ answered: true }))
    // It is answered under the old key first.
    await settled(async () => expect((await current('entry'))?.keyId).not.toBe(before?.keyId))
    const after = await current('entry')
    await settled(async () => expect((await signer.publicKey('entry')).keyId).toBe(after?.keyId))
    await add()
    writing.abort()
    await writer
    await drained()
    const used = new Set((await entriesOfChange(app, change)).flatMap(({ keyIds }) => keyIds))
    expect([...used]).toEqual([before?.keyId, after?.keyId])
    expect((await readLineage(auditor, { changeId: change })).entries.every(({ seal }) => seal === 'sealed')).toBe(true)
    expect(await auditLedger(app)).toMatchObject({ ok: true, faults: [] })
  })

  it('are named under the key before them: first by the old one, then by the new one itself', async () => {
    const { rows } = await superuser.query<{ envelope: Buffer }>(
      `select envelope from ledger.event where kind = 'keyset' order by position desc limit 2`,
    )
    const signers = rows.map(({ envelope }) => JSON.parse(envelope.toString()).signatures[0].keyid)
    const [old, recent] = (await ofPurpose('entry')).map(({ keyId }) => keyId)
    expect(signers).toEqual([recent, old])
  })

  it('come by themselves after 90 days; the private half of the old ones is gone 7 days later', async () => {
    const before = await current('commit')
    await moveClockBy(superuser, 89)
    await settled(async () => expect((await ofPurpose('checkpoint')).length).toBeGreaterThan(1))
    expect((await current('commit'))?.keyId).toBe(before?.keyId)
    await moveClockBy(superuser, 2)
    await settled(async () => expect((await current('commit'))?.keyId).not.toBe(before?.keyId))
    await settled(async () => expect((await current('entry'))?.keyId).toBe((await signer.publicKey('entry')).keyId))
    await add()
    await moveClockBy(superuser, 8)
    await settled(async () => {
      const states = (await ofPurpose('entry')).map(({ state }) => state)
      expect(states).toEqual(['ended', 'ended', 'current'])
    })
    await add()
    await drained()
    const lying = readdirSync(join(keys, 'signing')).map((name) => readFileSync(join(keys, 'signing', name), 'utf8'))
    const ended = lying
      .flatMap((text) => JSON.parse(text).keys)
      .filter((key: { state: string }) => key.state === 'ended')
    expect(ended.every((key: { wrapped: unknown }) => key.wrapped === null)).toBe(true)
    expect(await auditLedger(app)).toMatchObject({ ok: true, faults: [] })
  })

  it('leave every entry provable, in pages, bundles and browsers', async () => {
    const [first] = await entriesOfChange(app, change)
    expect((await readLineage(auditor, { changeId: change })).entries.every(({ seal }) => seal === 'sealed')).toBe(true)
    const { material, checkpointKey } = await readEntry(auditor, { entryId: first?.entryId ?? '' })
    expect((await checkMaterial(material, checkpointKey ?? '')).failed).toBeNull()
    const { bytes } = await exportBundle(app, change, signer)
    expect(await verifyBundle(bytes, { checkpointKey: checkpointKey ?? '' })).toMatchObject({ ok: true, faults: [] })
  })

  it('are all published, each with its time, and nothing else is', async () => {
    const document = await publishedKeyset(app, signer)
    expect(document?.keys.filter(({ purpose }) => purpose === 'entry')).toHaveLength(3)
    for (const { purpose, until, form } of document?.keys ?? []) {
      expect(form === null).toBe(purpose === 'entry')
      if (until) expect(Date.parse(until)).not.toBeNaN()
    }
    expect(document?.entries.length).toBeGreaterThan(1)
    expect(JSON.stringify(document)).not.toMatch(/wrapped|prs_/)
  })

  it('of commits are known with those before them, also to Git', async () => {
    const lines = (await commitKeys(app, signer)).map(({ line }) => line)
    expect(lines).toHaveLength(3)
    expect(verifySshSignature(firstCommit.text, firstCommit.signature, lines)).toBe(true)
    expect(verifySshSignature(firstCommit.text, firstCommit.signature, lines.slice(0, 1))).toBe(false)
    const text = await allowedSigners(app, signer)
    expect(text.split('\n').filter(Boolean)).toHaveLength(3)
    expect(text).toMatch(/^\* namespaces="git",valid-before="\d{14}Z" ssh-ed25519 /)
  })
})

describe('a key that someone kept past its end', () => {
  it('seals nothing: the entry is shown as broken, and an audit names it', async () => {
    const { entryId } = await append(app, clockDraft('change_stolen'), {
      ...contextOf(stolen),
      occurredAt: await businessNow(superuser),
    })
    await drained()
    const { entries } = await readLineage(auditor, { changeId: 'change_stolen' })
    expect(entries).toMatchObject([{ seal: 'broken', fault: 'signature' }])
    const { material, checkpointKey } = await readEntry(auditor, { entryId })
    expect((await checkMaterial(material, checkpointKey ?? '')).failed?.what).toContain('had ended')
    const { faults } = await auditLedger(app)
    expect(faults).toMatchObject([
      { where: expect.stringContaining(entryId), what: expect.stringContaining('had ended') },
    ])
  })

  it('names no new keys', async () => {
    const { rows } = await superuser.query<{ envelope: Buffer }>(
      `select envelope from ledger.event where kind = 'keyset' order by position desc limit 1`,
    )
    const said = JSON.parse(atob(JSON.parse(rows[0]?.envelope.toString() ?? '').payload)).predicate
    const { dominion_header: _, ...predicate } = said
    const frame = {
      changeId: null,
      runId: null,
      riskTier: null,
      materials: [],
      subjects: [{ name: 'x', sha256: '00'.repeat(32) }],
    }
    const forged = { ...predicate, keys: predicate.keys.filter((key: { purpose: string }) => key.purpose !== 'entry') }
    const stranger = testSigner(join(scratch, 'stranger'))
    await append(app, { ...frame, kind: 'keyset', predicate: forged }, contextOf(stranger))
    const document = await publishedKeyset(app, signer)
    expect(document?.keys.filter(({ purpose }) => purpose === 'entry')).toHaveLength(3)
    await drained()
    expect((await auditLedger(app)).faults.map(({ what }) => what).join()).toContain('a keyset before it names')
  })
})
