import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { pushByHand } from '#bin/commands/demo/person-commit.ts'
import { submitCommit } from '#server/loop/autonomy/human-made/index.ts'
import { submit } from '#server/loop/intents/index.ts'
import { database } from '#server/platform/db/index.ts'
import { repositoryOf } from '#server/workspaces/index.ts'
import { data, madeUpWord, passing, people, serviceOfOwn, untilState } from './journey.ts'

const run = promisify(execFile)

/** Every leaf there is, as text: the envelope, and what it carries in base64. */
async function leaves(): Promise<string[]> {
  const rows = await database().$queryRaw<{ envelope: Uint8Array }[]>`
    SELECT e.envelope FROM ledger.event e`
  return rows.map(({ envelope }) => {
    const text = Buffer.from(envelope).toString('utf8')
    const { payload } = JSON.parse(text) as { payload: string }
    return `${text}\n${Buffer.from(payload, 'base64').toString('utf8')}`
  })
}

/** Every commit object of ours: title, body, trailers, author and committer. Branches that people pushed are theirs. */
async function commits(service: string): Promise<string[]> {
  const folder = repositoryOf(service)
  const refs = ['--exclude=people/*', '--branches']
  const { stdout } = await run('git', ['-C', folder, 'rev-list', ...refs], { maxBuffer: 2 ** 26 })
  const ids = stdout.split('\n').filter(Boolean)
  const objects = ids.map(async (id) => (await run('git', ['-C', folder, 'cat-file', 'commit', id])).stdout)
  return (await Promise.all(objects)).filter((commit) => !broughtAlong(commit))
}

/** What a repository began with, when a person brought it: theirs, as they wrote it. */
function broughtAlong(commit: string): boolean {
  return !/^parent /m.test(commit) && !/^committer .*@dominion\.invalid/m.test(commit)
}

/** Runs of so many words say what a person wrote; fewer are anybody's. */
const wordsInARow = 6

/** Every run of words of a text, as it would stand in another. */
function phrases(text: string): string[] {
  const words = text.match(/[\p{L}\p{N}'’-]+/gu) ?? []
  return words.slice(wordsInARow - 1).map((_, at) => words.slice(at, at + wordsInARow).join(' '))
}

const plain = (text: string) => (text.match(/[\p{L}\p{N}'’-]+/gu) ?? []).join(' ').toLowerCase()

describe('what is left behind', () => {
  it('holds nobody’s name, address or words: in no leaf and in no commit', async () => {
    const service = await serviceOfOwn()
    const [secretWord, person] = [madeUpWord(), `${madeUpWord()}@${madeUpWord()}.example`]
    const text = `Show how many berths there are, because ${secretWord} at ${person} keeps asking me about them`
    const spec = { shape: 'readEndpoint', service, entity: 'Berth', query: { kind: 'count' } } as const
    const { changeId } = await submit(people.requester, { service, text, spec })
    await passing().into(changeId, 'delivered')

    const branch = `people/${madeUpWord()}`
    const edits = { 'docs/note.md': () => '# Note\n\nHigh water at noon.\n' }
    const message = `What ${secretWord} wanted`
    await pushByHand({ repository: repositoryOf(service), branch, message, edits })
    const own = await submitCommit(people.lead, {
      service,
      branch,
      text: `Tell people what ${secretWord} knows of tides`,
    })
    await untilState(own.changeId, 'approving')

    const known = await database().person.findMany({ select: { displayName: true, email: true } })
    const intents = await database().intent.findMany({ select: { text: true } })
    const words = [...new Set(intents.flatMap((intent) => phrases(intent.text)))].map((phrase) => phrase.toLowerCase())
    const names = known.flatMap(({ displayName, email }) => [displayName, email ?? '']).filter(Boolean)
    const forbidden = [...names, secretWord, person, 'person@example.invalid'].map((each) => each.toLowerCase())
    expect(names.length).toBeGreaterThan(8)
    expect(words.some((phrase) => phrase.includes(secretWord))).toBe(true)

    const services = readdirSync(join(data, 'workspaces')).filter((name) => !name.startsWith('.'))
    const written = [...(await leaves()), ...(await Promise.all(services.map(commits))).flat()]
    expect(written.length).toBeGreaterThan(30)
    const found = written.flatMap((each) => {
      const [lower, spaced] = [each.toLowerCase(), plain(each)]
      return [...forbidden.filter((word) => lower.includes(word)), ...words.filter((phrase) => spaced.includes(phrase))]
    })
    expect([...new Set(found)]).toEqual([])
  })
})
