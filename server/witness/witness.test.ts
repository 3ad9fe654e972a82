import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import {
  parseCosignerKey,
  parseNote,
  parseSignatures,
  parseTreeSize,
  treeSizeType,
  verifyCosignature,
} from '#server/loop/ledger/format/index.ts'
import { type SpawnedWitness, spawnWitness } from './index.ts'
import { MadeUpLog } from './testing/log.ts'

const scratch = mkdtempSync(join(tmpdir(), 'witness-'))
const running = new Set<SpawnedWitness>()
afterAll(() => {
  for (const { child } of running) child.kill('SIGKILL')
  rmSync(scratch, { recursive: true })
})

const logs = join(scratch, 'policy')
const folder = join(scratch, 'witness')
let log = new MadeUpLog('log.example')

async function start(): Promise<SpawnedWitness> {
  const witness = await spawnWitness({ folder, name: 'witness.example', port: 0, logs })
  running.add(witness)
  return witness
}

async function kill(witness: SpawnedWitness): Promise<void> {
  const gone = once(witness.child, 'exit')
  witness.child.kill('SIGKILL')
  await gone
  running.delete(witness)
}

async function ask({ url }: SpawnedWitness, body: string) {
  const response = await fetch(`${url}/add-checkpoint`, { method: 'POST', body })
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() }
}

const conflict = (size: number) => ({ status: 409, type: treeSizeType, body: `${size}\n` })
const stateFile = () => join(folder, 'logs', readdirSync(join(folder, 'logs'))[0] ?? '')

let witness: SpawnedWitness
beforeEach(async () => {
  for (const old of running) await kill(old)
  rmSync(folder, { recursive: true, force: true })
  log = new MadeUpLog('log.example').grow(5)
  log.writePolicy(logs)
  witness = await start()
})

describe('a witness', () => {
  it('countersigns what only grew, under a key that is its own', async () => {
    const key = parseCosignerKey(witness.line.split(' ')[0] ?? '')
    expect(statSync(join(folder, 'key.pem')).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(folder, 'vkey'), 'utf8')).toBe(`${witness.line.split(' ')[0]}\n`)
    for (const [old, size] of [
      [0, 1],
      [1, 1],
      [1, 4],
      [4, 5],
    ] as const) {
      const { status, body } = await ask(witness, log.request(old, size))
      expect(status).toBe(200)
      const [line] = parseSignatures(body)
      const { text } = parseNote(log.note(size))
      expect(
        await verifyCosignature(key, line ?? { ...key, signature: new Uint8Array() }, text, async () => null),
      ).toBe(true)
    }
  })

  it('tells where it stands when it is asked from elsewhere, and no smaller tree is countersigned', async () => {
    await ask(witness, log.request(0, 3))
    expect(await ask(witness, log.request(0))).toEqual(conflict(3))
    expect(await ask(witness, log.request(2, 5))).toEqual(conflict(3))
    expect(await ask(witness, log.request(0, 2))).toEqual(conflict(3))
    expect(await ask(witness, log.request(3))).toMatchObject({ status: 200 })
  })

  it('refuses another history, of the same size and of a larger one', async () => {
    const fork = log.fork().grow(8, 'forged')
    await ask(witness, log.request(0))
    expect(await ask(witness, fork.request(5, 5))).toEqual(conflict(5))
    expect(await ask(witness, fork.request(5, 8))).toMatchObject({ status: 422 })
    expect(await ask(witness, log.grow(1).request(5))).toMatchObject({ status: 200 })
  })

  it.each<[string, number, () => string]>([
    ['an unknown log', 404, () => new MadeUpLog('other.example').grow(1).request(0)],
    ['a known log’s name under another key', 403, () => new MadeUpLog('log.example').grow(1).request(0)],
    ['an old size past the new one', 400, () => log.request(6, 5)],
    ['no request', 400, () => 'hello'],
    ['nothing', 400, () => ''],
    ['a checkpoint that is none', 400, () => 'old 0\n\nlog.example\nmany\nroot\n\n— log.example AAAAAAA=\n'],
    ['a proof from the empty tree', 422, () => log.request(0).replace('old 0\n', `old 0\n${'A'.repeat(43)}=\n`)],
    ['more than any request holds', 413, () => `old 0\n${'A'.repeat(200_000)}`],
  ])('answers %s with %i', async (_, status, body) => {
    expect(await ask(witness, body())).toMatchObject({ status })
    expect(await ask(witness, log.request(0))).toMatchObject({ status: 200 })
  })

  it('answers a proof with one wrong hash with 422, and countersigns nothing', async () => {
    await ask(witness, log.request(0, 3))
    const [first = ''] = log.request(3).split('\n').slice(1)
    const wrong = log.request(3).replace(first, `${first[0] === 'A' ? 'B' : 'A'}${first.slice(1)}`)
    expect(await ask(witness, wrong)).toMatchObject({ status: 422 })
    expect(await ask(witness, log.request(0))).toEqual(conflict(3))
  })

  it('never goes back when many ask at once', async () => {
    log.grow(40)
    await ask(witness, log.request(0, 1))
    const sizes = Array.from({ length: 40 }, (_, i) => 2 + ((i * 17) % 44))
    const answers = await Promise.all(sizes.map((size) => ask(witness, log.request(1, size))))
    const held = sizes.filter((_, i) => answers[i]?.status === 200)
    expect(held).toHaveLength(1)
    expect(await ask(witness, log.request(0))).toEqual(conflict(held[0] as number))
  })

  it('is right after every kill: what it countersigned it remembers', async () => {
    let signed = 0
    for (let round = 0; round < 6; round++) {
      log.grow(30)
      const asking = (async () => {
        for (let size = signed + 1; size <= log.size; size++) {
          const { status } = await ask(witness, log.request(signed, size))
          if (status === 200) signed = size
        }
      })().catch(() => undefined)
      await new Promise((go) => setTimeout(go, Math.random() * 60))
      await kill(witness)
      await asking
      witness = await start()
      const { status, body } = await ask(witness, log.request(0))
      const remembered = status === 200 ? 0 : (parseTreeSize(body) ?? -1)
      expect(remembered, `round ${round}`).toBeGreaterThanOrEqual(signed)
      if (remembered > 0) {
        const fork = log.fork().grow(log.size + 1, 'forged')
        expect(await ask(witness, fork.request(remembered))).toMatchObject({ status: 422 })
        expect(await ask(witness, log.request(remembered))).toMatchObject({ status: 200 })
      }
      signed = log.size
    }
  })

  it('countersigns nothing of a log whose file cannot be read', async () => {
    await ask(witness, log.request(0))
    for (const broken of ['', '{"origin":"log.example"', '{"origin":"other.example","size":0,"root":""}']) {
      writeFileSync(stateFile(), broken)
      expect(await ask(witness, log.request(0))).toMatchObject({ status: 500 })
    }
  })

  it('catches up from an older file as from any size it has', async () => {
    await ask(witness, log.request(0, 3))
    const older = readFileSync(stateFile())
    await ask(witness, log.request(3))
    writeFileSync(stateFile(), older)
    expect(await ask(witness, log.request(5))).toEqual(conflict(3))
    expect(await ask(witness, log.request(3))).toMatchObject({ status: 200 })
  })

  it('says how it is, and does nothing else', async () => {
    const health = await fetch(`${witness.url}/api/health`)
    expect(await health.json()).toMatchObject({ process: 'witness', ok: true, logs: 1 })
    expect((await fetch(`${witness.url}/add-checkpoint`)).status).toBe(404)
  })
})
