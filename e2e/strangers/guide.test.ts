import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packageRoot } from '#server/platform/env.ts'
import { testDatabase } from '#server/testing/database.ts'
import { blocksOf, isInstalled, path } from './guide.ts'
import { type Given, makeEvidence } from './testing/evidence.ts'

const database = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'strangers-'))
const program = join(folder, 'program')
const work = join(folder, 'work')
const blocks = blocksOf('docs/guides/verify.md')
let given: Given

beforeAll(async () => {
  cpSync(join(packageRoot, 'docs/guides/verify'), program, { recursive: true })
  given = await makeEvidence(folder, database, program)
}, 300_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(script: string) {
  const env = { ...process.env, PATH: path, HOME: folder, GOFLAGS: '-mod=readonly', GOTOOLCHAIN: 'local', ...given }
  const ran = spawnSync('bash', ['-eu', '-o', 'pipefail', '-c', script], { cwd: work, env, encoding: 'utf8' })
  return { status: ran.status, said: `${ran.stdout}${ran.stderr}` }
}

/** Left out visibly, not quietly, where a program is not installed. */
function missing(needs: readonly string[], leaveOut: (why: string) => void): void {
  const absent = needs.filter((each) => !isInstalled(each))
  if (absent.length === 0) return
  process.stdout.write(`NOT RUN: ${absent.join(', ')} is not installed here\n`)
  leaveOut(`${absent.join(', ')} is not installed`)
}

describe('docs/guides/verify.md', () => {
  it('has its blocks', () =>
    expect(blocks.map(({ needs }) => needs[0])).toEqual(['jq', 'go', 'openssl', 'openssl', 'jq', 'jq', 'ssh-keygen']))

  it.for(blocks)('$heading', ({ script, needs }, context) => {
    missing(needs, context.skip)
    const { status, said } = run(script)
    expect(status, said).toBe(0)
  })
})

describe('what the guide’s program refuses', () => {
  const verify = () => run('"$PROGRAM/verify-bundle" evidence "$VKEY"')

  it.for(['entries', 'keyset', 'anchors'])('a changed byte in any file of %s/', (part, context) => {
    missing(['go'], context.skip)
    const files = readdirSync(join(work, 'evidence', part)).filter((name) => !name.endsWith('.token'))
    expect(files.length).toBeGreaterThan(0)
    for (const name of files) {
      const file = join(work, 'evidence', part, name)
      const whole = readFileSync(file)
      const changed = Buffer.from(whole)
      changed[60] = changed.readUInt8(60) ^ 1
      writeFileSync(file, changed)
      expect(verify(), name).toMatchObject({ status: 1, said: expect.stringContaining('NOT OK') })
      writeFileSync(file, whole)
    }
    expect(verify().status).toBe(0)
  })

  it('another log’s key', (context) => {
    missing(['go'], context.skip)
    const other = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
    expect(run(`"$PROGRAM/verify-bundle" evidence ${other}`).status).toBe(1)
  })
})
