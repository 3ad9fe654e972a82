import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, it } from 'vitest'
import { flipByte } from '#bin/commands/demo/proof.ts'
import { untilServing } from '#bin/commands/demo/service.ts'
import { submit } from '#server/loop/intents/index.ts'
import { serviceFiles } from '#templates/code/index.ts'
import { dominion } from './command-line.ts'
import { data, edge, madeUpWord, passingUnsigned, patienceMs, people, serviceOfOwn } from './journey.ts'

const run = promisify(execFile)

/** A repository as a person has it, in a folder of their own. */
async function ownRepository(service: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dominion-own-'))
  for (const { path, content } of serviceFiles(service)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  const git = (...argv: string[]) =>
    run('git', ['-c', 'user.name=A person', '-c', 'user.email=person@example.invalid', ...argv], { cwd: folder })
  await git('init', '--quiet', '--initial-branch=main')
  await git('add', '--all')
  await git('commit', '--quiet', '--message', 'A service of my own')
  return folder
}

describe.concurrent('what a person types', () => {
  it('takes a repository of their own into government', async ({ expect }) => {
    const service = madeUpWord()
    const folder = await ownRepository(service)
    try {
      expect(await dominion('requester', 'workspace', 'add', folder)).toMatchObject({ code: 4 })
      const added = await dominion('lead', 'workspace', 'add', folder, '--json')
      expect(added).toMatchObject({ code: 0, errors: '' })
      expect(added.json()).toMatchObject({ service, notPrepared: null })
      await untilServing(edge, service, patienceMs)
      expect((await dominion('auditor', 'workspace', 'list')).out).toContain(service)
      expect(await dominion('lead', 'workspace', 'add', folder)).toMatchObject({ code: 4 })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  it('verifies a change offline, and the whole ledger', async ({ expect }) => {
    const service = await serviceOfOwn()
    const text = `Write a page docs/${madeUpWord()}.md titled Tides: Low at noon.`
    const { changeId } = await submit(people.requester, { service, text })
    await passingUnsigned().into(changeId, 'delivered')
    const [whole, altered] = [join(data, 'whole.tar.gz'), join(data, 'altered.tar.gz')]
    expect(await dominion(null, 'ledger', 'export', changeId)).toMatchObject({ code: 3 })
    expect(await dominion('auditor', 'ledger', 'export', 'chg_none', '--out', whole)).toMatchObject({ code: 1 })
    const exported = await dominion('auditor', 'ledger', 'export', changeId, '--out', whole, '--json')
    expect(exported.json()).toMatchObject({ changeId, file: whole })
    await writeFile(altered, flipByte(await readFile(whole)))
    const verified = await dominion(null, 'verify', whole)
    expect(verified).toMatchObject({ code: 0 })
    expect(verified.out).toContain(`OK: change ${changeId}`)
    const refused = await dominion(null, 'verify', altered)
    expect(refused).toMatchObject({ code: 1 })
    expect(refused.out).toMatch(/BROKEN {2}entry .+\(intent, number \d+ of the log\)/)
    expect(await dominion(null, 'verify')).toMatchObject({ code: 0 })
  })

  it('asks the doctor', async ({ expect }) => {
    const asked = await dominion(null, 'doctor', '--json')
    expect(asked.json()).toMatchObject({ ok: true })
    expect(asked.code).toBe(0)
  })

  it('classifies words, and lines of them', async ({ expect }) => {
    expect((await dominion(null, 'classify', 'Add SSO with Azure AD')).out).toMatch(/^\w+, high\n/)
    const lines = join(data, 'lines.jsonl')
    await writeFile(lines, `${JSON.stringify({ id: 7, text: 'Set the page size to 50' })}\nnot JSON\n`)
    const said = await dominion(null, 'classify', '--jsonl', lines)
    expect(said.code).toBe(1)
    const [first, second] = said.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object)
    expect(first).toMatchObject({ id: 7, tier: 'medium' })
    expect(second).toMatchObject({ line: 'not JSON', error: expect.any(String) })
  })

  it('is refused without a session, and told about words that mean nothing', async ({ expect }) => {
    expect(await dominion(null, 'intent', 'list')).toMatchObject({ code: 3 })
    expect(await dominion(null, 'govern')).toMatchObject({ code: 2 })
    expect(await dominion('lead', 'intent', 'create', 'Show how many berths there are')).toMatchObject({ code: 2 })
    expect((await dominion(null, '--help')).out).toContain('Usage: dominion')
    expect((await dominion(null, 'policy', 'verify')).code).toBe(0)
    expect(await dominion('legal', 'login', '--out')).toMatchObject({ code: 0 })
  })
})
