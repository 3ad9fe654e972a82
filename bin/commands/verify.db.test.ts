import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { append } from '#server/loop/ledger/append.ts'
import { entriesOfChange, exportBundle } from '#server/loop/ledger/index.ts'
import { contextOf, intentDraft } from '#server/loop/ledger/testing/drafts.ts'
import { sequencing } from '#server/loop/ledger/testing/sequencing.ts'
import { connect } from '#server/platform/db/index.ts'
import { packageRoot } from '#server/platform/env.ts'
import { testDatabase } from '#server/testing/database.ts'
import { testSigner } from '#server/testing/keys.ts'

const database = await testDatabase()
const scratch = mkdtempSync(join(tmpdir(), 'verify-'))
const [home, good, bad] = [join(scratch, 'home'), join(scratch, 'good.tar.gz'), join(scratch, 'bad.tar.gz')]
afterAll(() => rmSync(scratch, { recursive: true }))

beforeAll(async () => {
  mkdirSync(home)
  const signer = testSigner(join(scratch, 'keys'))
  const app = connect(database.urls.app)
  await append(app, intentDraft('change_cli', 'person_1', 'words'), contextOf(signer))
  await sequencing({ url: database.urls.sequencer, signer }, async () => {
    await vi.waitFor(async () => expect((await entriesOfChange(app, 'change_cli'))[0]?.place).toBeTruthy(), 20_000)
  })
  const { bytes } = await exportBundle(app, 'change_cli', signer)
  await app.$disconnect()
  writeFileSync(good, bytes)
  const changed = Buffer.from(bytes)
  const at = changed.indexOf('"payload":"', changed.indexOf('entries/0000-intent.dsse.json\0')) + 60
  changed[at] = changed.readUInt8(at) ^ 1
  writeFileSync(bad, changed)
})

/** As on a machine that has this program and nothing else: an empty home, no database, no data folder, no setting. */
function verify(...argv: string[]) {
  const env = { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, HOME: home } as unknown as NodeJS.ProcessEnv
  const ran = spawnSync('sh', [join(packageRoot, 'bin/dominion'), 'verify', ...argv], {
    cwd: home,
    env,
    encoding: 'utf8',
  })
  return { status: ran.status, said: `${ran.stdout}${ran.stderr}` }
}

describe('verify, where there is nothing but the program and the file', () => {
  it('says OK and what it proved', () => {
    const { status, said } = verify(good)
    expect(said).toMatch(
      /^OK: change change_cli, 1 entries\nproved {6}Every byte[^]*not proved {2}The log’s key was taken/,
    )
    expect(status).toBe(0)
    expect(readdirSync(home)).toEqual([])
  })
  it('names the entry that was altered, and ends with 1', () => {
    const { status, said } = verify(bad)
    expect(said).toMatch(/^NOT OK\nBROKEN {2}entry [0-9a-f-]{36} \(intent, number 0 of the log\): /)
    expect(status).toBe(1)
  })
  it('answers in JSON', () => expect(JSON.parse(verify(good, '--json').said)).toMatchObject({ ok: true, faults: [] }))
  it('ends with 2 when there is no such file', () => expect(verify(join(home, 'none')).status).toBe(2))
})
