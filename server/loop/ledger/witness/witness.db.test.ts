import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { httpWitnesses } from '#server/adapters/witnesses/index.ts'
import { exportBundle } from '../bundle/export.ts'
import { parseTlogProof } from '../format/index.ts'
import { nativeMlDsa44 } from '../native.ts'
import { verifyBundle } from '../proof/index.ts'
import { proofOf } from '../prove.ts'
import { shards } from '../store.ts'
import { names, witnessedLog } from '../testing/witnessed-log.ts'
import { readLog } from '../tiles/index.ts'

const { app, signer, witnesses, faults, during, add, gradeOf, reaches } = await witnessedLog()
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
    expect(await during(() => reaches(entryId, 'witnessedLocally'))).toEqual([])
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
    await during(() => reaches(entryId, 'witnessed'), {
      settings: { witnesses: outside, needed },
      wire: { addCheckpoint: (to, asked, signal) => wire.addCheckpoint(real.get(to) ?? '', asked, signal) },
    })
    const verdict = await verifyBundle((await exportBundle(app, 'change_2', signer)).bytes)
    expect(verdict.ok).toBe(true)
    expect(verdict.notProved.join('\n')).not.toContain('No outside witness')
  })

  it('needs two: one dead witness is done without, two are waited for', async () => {
    await during(async () => {
      await witnesses.kill('three')
      await reaches((await add('change_3')).entryId, 'witnessedLocally')
      await witnesses.kill('two')
      const { entryId } = await add('change_3')
      await reaches(entryId, 'sequenced')
      await settled()
      expect(await gradeOf(entryId)).toBe('sequenced')
      expect(faults.get('two.example')).toContain('nothing answers')
      await witnesses.start('two', 'three')
      await reaches(entryId, 'witnessedLocally')
    })
  })

  it.each<[string, string, (body: string) => { status: number; type?: string; body: string }]>([
    ['answers garbage', 'signature line', () => ({ status: 200, body: 'yes, certainly\n' })],
    ['answers nothing', 'has no end', () => ({ status: 200, body: '' })],
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
    const work = async () => {
      await reaches((await add('change_4')).entryId, 'witnessedLocally')
      faults.clear()
      lying = true
      await reaches((await add('change_4')).entryId, 'witnessedLocally')
      await vi.waitFor(() => expect(faults.get('three.example')).toContain(said), 5_000)
    }
    expect(await during(work, { settings: { witnesses: all, needed: 2 } })).toEqual([])
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
    const work = async () => {
      await reaches(entryId, 'sequenced')
      await vi.waitFor(() => expect([...faults.values()].join()).toContain('does not verify'), 5_000)
      await settled()
    }
    await during(work, { settings: { witnesses: forged, needed: 2 } })
    expect(await gradeOf(entryId)).toBe('sequenced')
  })
})
