import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { fileCosigner, fileSigner } from '#server/adapters/signer/index.ts'
import { httpWitnesses } from '#server/adapters/witnesses/index.ts'
import { connect as prisma } from '#server/platform/db/index.ts'
import { testDatabase } from '#server/testing/database.ts'
import { append } from '../append.ts'
import { exportBundle } from '../bundle/export.ts'
import { parseTlogProof } from '../format/index.ts'
import { nativeMlDsa44 } from '../native.ts'
import { verifyBundle } from '../proof/index.ts'
import { proofOf } from '../prove.ts'
import { entry } from '../read.ts'
import { headFiles } from '../sequencer/memory.ts'
import { shards } from '../store.ts'
import { clockDraft, contextOf } from '../testing/drafts.ts'
import { forgetful, sequencing } from '../testing/sequencing.ts'
import { TestWitnesses } from '../testing/witnesses.ts'
import { readLog } from '../tiles/index.ts'
import type { Grade } from '../vocabulary.ts'
import { countersigning, type WitnessSettings } from './index.ts'

const database = await testDatabase()
const url = database.urls.sequencer
const scratch = mkdtempSync(join(tmpdir(), 'ledger-'))
const signer = fileSigner(join(scratch, 'keys'))
const cosigner = fileCosigner(join(scratch, 'keys'))
const memory = headFiles(join(scratch, 'heads'))
const context = contextOf(signer)
const app = prisma(database.urls.app)
const administrator = new pg.Client({ connectionString: database.administrator })
await administrator.connect()
const witnesses = new TestWitnesses(scratch)
const names = ['one', 'two', 'three'] as const
await witnesses.start(...names)
afterAll(async () => {
  await witnesses.end()
  await app.$disconnect()
  await administrator.end()
  rmSync(scratch, { recursive: true })
})

const faults = new Map<string, string | null>()
const watch = { answered: (name: string, fault: string | null) => void faults.set(name, fault) }
const asked = (settings: WitnessSettings = witnesses.settings(names)) =>
  countersigning({
    url,
    signer,
    cosigner,
    settings,
    wire: httpWitnesses({ withinMs: 500 }),
    policyFile: witnesses.policyFile,
    watch,
  })

const add = (changeId: string) => app.$transaction((tx) => append(tx, clockDraft(changeId), context))
const reaches = (entryId: string, grade: Grade) =>
  vi.waitFor(async () => expect((await entry(app, entryId))?.grade).toBe(grade), 20_000)
const settled = () => pause(1_500)

/** A witness that answers what it likes. */
async function stranger(answer: (body: string) => { status: number; type?: string; body: string }) {
  const server = createServer(async (request, response) => {
    const { status, type = 'text/plain', body } = answer((await request.setEncoding('utf8').toArray()).join(''))
    response.writeHead(status, { 'content-type': type }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => server.close())
  const [known] = witnesses.settings(['three']).witnesses
  if (!known) throw new Error('no witness')
  return { ...known, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

describe('a head', () => {
  it('is witnessed locally once two of three processes here countersigned it, and its proof carries their lines', async () => {
    const { entryId } = await add('change_1')
    expect(
      await sequencing({ url, signer, memory, countersigning: asked() }, () => reaches(entryId, 'witnessedLocally')),
    ).toEqual([])
    const proof = parseTlogProof((await proofOf(app, entryId)) ?? '')
    expect(proof.checkpoint.match(/^— (one|two|three)\.example /gm)?.length).toBeGreaterThanOrEqual(2)
    const { shard = '' } = (await shards(app)).at(-1) ?? {}
    expect((await readLog(app, shard, 'checkpoint'))?.body).toBe(proof.checkpoint)
  })

  it('is shown so to strangers by a bundle alone, who sees the words change with one byte of a line', async () => {
    const { bytes } = await exportBundle(app, 'change_1', signer)
    const verdict = await verifyBundle(bytes, { verifyMlDsa: nativeMlDsa44 })
    expect(verdict).toMatchObject({ ok: true, faults: [] })
    expect(verdict.proved.join('\n')).toMatch(/[23] of 3 witnesses countersigned that head/)
    expect(verdict.proved.join('\n')).toContain('ML-DSA-44')
    expect(verdict.notProved.join('\n')).toContain('No outside witness')
    const elsewhere = await verifyBundle(bytes, { verifyMlDsa: async () => null })
    expect(elsewhere.notProved.join('\n')).toContain('cannot be checked by this program')
    expect((await verifyBundle(bytes, { verifyMlDsa: async () => false })).ok).toBe(false)
  })

  it('is witnessed when one of them runs elsewhere', async () => {
    const { witnesses: all, needed } = witnesses.settings(names)
    const wire = httpWitnesses()
    const real = new Map(all.map(({ key, url: address }) => [`https://${key.name}`, address ?? '']))
    const outside = all.map((each) => ({ ...each, url: `https://${each.key.name}` }))
    const { entryId } = await add('change_2')
    const others = countersigning({
      url,
      signer,
      settings: { witnesses: outside, needed },
      wire: { addCheckpoint: (to, body, signal) => wire.addCheckpoint(real.get(to) ?? '', body, signal) },
      policyFile: witnesses.policyFile,
    })
    await sequencing({ url, signer, memory, countersigning: others }, () => reaches(entryId, 'witnessed'))
    const verdict = await verifyBundle((await exportBundle(app, 'change_2', signer)).bytes)
    expect(verdict.ok).toBe(true)
    expect(verdict.notProved.join('\n')).not.toContain('No outside witness')
  })

  it('needs two: one dead witness is done without, two are waited for', async () => {
    await sequencing({ url, signer, memory, countersigning: asked() }, async () => {
      await witnesses.kill('three')
      await reaches((await add('change_3')).entryId, 'witnessedLocally')
      await witnesses.kill('two')
      const { entryId } = await add('change_3')
      await reaches(entryId, 'sequenced')
      await settled()
      expect((await entry(app, entryId))?.grade).toBe('sequenced')
      expect(faults.get('two.example')).toContain('nothing answers')
      await witnesses.start('two', 'three')
      await reaches(entryId, 'witnessedLocally')
    })
  })

  it.each<[string, string, (body: string) => { status: number; type?: string; body: string }]>([
    ['answers garbage', 'signature line', () => ({ status: 200, body: 'yes, certainly\n' })],
    ['answers nothing', '', () => ({ status: 200, body: '' })],
    ['answers 500', '500', () => ({ status: 500, body: '' })],
    [
      'answers somebody else’s line',
      'without a cosignature of its key',
      () => ({ status: 200, body: '— other.example AAAAAAAA\n' }),
    ],
    [
      'says it countersigned more than there is',
      'there are',
      () => ({ status: 409, type: 'text/x.tlog.size', body: '999999\n' }),
    ],
    ['says a size that is none', 'without a size', () => ({ status: 409, type: 'text/x.tlog.size', body: 'many\n' })],
    ['says a size that was not asked for', 'without a size', () => ({ status: 409, body: '1\n' })],
  ])('is done without a witness that %s, and health says so', async (_, said, answer) => {
    const [one, two] = witnesses.settings(['one', 'two']).witnesses
    let lying = false
    const liar = await stranger((body) => (lying ? answer(body) : { status: 404, body: '' }))
    const all = [one, two, liar].flatMap((each) => each ?? [])
    await sequencing({ url, signer, memory, countersigning: asked({ witnesses: all, needed: 2 }) }, async () => {
      await reaches((await add('change_4')).entryId, 'witnessedLocally')
      lying = true
      await reaches((await add('change_4')).entryId, 'witnessedLocally')
      await vi.waitFor(() => expect(faults.get('three.example')).toContain(said), 5_000)
    })
  })

  it('is not witnessed by a cosignature that does not verify, however many bring it', async () => {
    const { witnesses: all } = witnesses.settings(names)
    const forged = await Promise.all(
      all.map(async (each) => {
        const id = Buffer.from(each.key.id)
        const blob = Buffer.concat([id, Buffer.alloc(72, 1).fill(0, 0, 4)])
        const line = `— ${each.key.name} ${blob.toString('base64')}\n`
        return { ...(await stranger(() => ({ status: 200, body: line }))), name: each.name, key: each.key }
      }),
    )
    const { entryId } = await add('change_5')
    await sequencing({ url, signer, memory, countersigning: asked({ witnesses: forged, needed: 2 }) }, async () => {
      await reaches(entryId, 'sequenced')
      await vi.waitFor(() => expect([...faults.values()].join()).toContain('does not verify'), 5_000)
      await settled()
    })
    expect((await entry(app, entryId))?.grade).toBe('sequenced')
  })
})

describe('a database that was brought back from an older copy', () => {
  it('is known by its witnesses alone: nothing is signed until the newer one is back', async () => {
    await sequencing({ url, signer, memory, countersigning: asked() }, async () =>
      reaches((await add('change_6')).entryId, 'witnessedLocally'),
    )
    const { entryId } = await withOlderCopy(async () => {
      const added = await add('change_old')
      const failures = await sequencing({ url, signer, memory: forgetful, countersigning: asked() }, settled)
      expect(String(failures[0])).toMatch(/LedgerDamaged.*(one|two|three)\.example disagrees.*older copy/)
      expect((await entry(app, added.entryId))?.grade).toBe('pending')
      return added
    })
    expect(await entry(app, entryId)).toBeNull()
    await sequencing({ url, signer, memory, countersigning: asked() }, async () =>
      reaches((await add('change_7')).entryId, 'witnessedLocally'),
    )
  })

  it('is not signed for while so many witnesses are silent that it cannot be known', async () => {
    await witnesses.kill('two', 'three')
    const { entryId } = await add('change_8')
    const failures = await sequencing({ url, signer, memory: forgetful, countersigning: asked() }, settled)
    expect(String(failures[0])).toContain('only 1 of 3 witnesses answer')
    expect((await entry(app, entryId))?.grade).toBe('pending')
    // The head file speaks for it, or the witnesses do.
    expect(
      await sequencing({ url, signer, memory, countersigning: asked() }, () => reaches(entryId, 'sequenced')),
    ).toEqual([])
    await witnesses.start('two', 'three')
    expect(
      await sequencing({ url, signer, memory: forgetful, countersigning: asked() }, () =>
        reaches(entryId, 'witnessedLocally'),
      ),
    ).toEqual([])
  })

  it('cannot make two witnesses countersign its other history when one of them has forgotten', async () => {
    witnesses.forget('three')
    await withOlderCopy(async () => {
      const failures = await sequencing({ url, signer, memory: forgetful, countersigning: asked() }, settled)
      expect(String(failures[0])).toContain('LedgerDamaged')
    })
  })
})

/** Everything the ledger holds, put back as it was before its last entries while `work` runs. */
async function withOlderCopy<T>(work: () => Promise<T>): Promise<T> {
  const tables = ['witnessed', 'cosignature', 'checkpoint', 'tile', 'leaf', 'pending', 'event']
  const copies = tables.map((table) => `create table copy_${table} as select * from ledger.${table};`).join('')
  const bare = (sql: string) =>
    administrator.query(`begin; set local session_replication_role = replica;
    ${tables.map((table) => `alter table ledger.${table} disable trigger user;`).join('')}
    ${sql};
    ${tables.map((table) => `alter table ledger.${table} enable trigger user;`).join('')}
    commit`)
  await administrator.query(copies)
  await bare(`delete from ledger.witnessed; delete from ledger.cosignature;
    delete from ledger.checkpoint where size > 3; delete from ledger.event e using ledger.leaf l
      where l.event_id = e.event_id and l.idx >= 3; delete from ledger.leaf where idx >= 3; delete from ledger.pending;
    delete from ledger.checkpoint where size <> (select max(idx) + 1 from ledger.leaf)`)
  try {
    return await work()
  } finally {
    const back = tables.toReversed().map((table) =>
      table === 'event'
        ? `delete from ledger.event; insert into ledger.event (event_id, position, envelope, kind, change_id, run_id, created_at)
             overriding system value select event_id, position, envelope, kind, change_id, run_id, created_at from copy_event;`
        : `delete from ledger.${table}; insert into ledger.${table} select * from copy_${table};`,
    )
    await bare(back.join(''))
    await administrator.query(tables.map((table) => `drop table copy_${table};`).join(''))
  }
}
