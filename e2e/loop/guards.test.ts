import { randomInt } from 'node:crypto'
import { describe, it } from 'vitest'
import { pushByHand } from '#bin/commands/demo/person-commit.ts'
import { submitCommit } from '#server/loop/autonomy/human-made/index.ts'
import { repositoryOf } from '#server/workspaces/index.ts'
import { dominion } from './command-line.ts'
import { edge, madeUpWord, overviewOf, people, untilState } from './journey.ts'

/** Looks like an AWS key, and opens nothing. */
function syntheticKey(): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  return `AKIA${Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join('')}`
}

describe.concurrent('what may not pass', () => {
  it('a planted secret is denied where it stands, and nowhere repeated', async ({ expect }) => {
    const service = 'harbour'
    const key = syntheticKey()
    const path = `server/${madeUpWord()}.ts`
    const above = randomInt(2, 9)
    const text = `${'// Where mail goes.\n'.repeat(above)}export const account = '${key}'\n`
    const branch = 'people/mail'
    const message = 'Send mail'
    await pushByHand({ repository: repositoryOf(service), branch, message, edits: { [path]: () => text } })
    const { changeId } = await submitCommit(people.requester, { service, branch, text: 'Send mail from the API' })
    const { change, verdicts } = await untilState(changeId, 'denied')
    expect(change.reason).toContain(`${path}:${above + 1}:`)
    const [verdict] = verdicts
    expect(verdict?.allow).toBe(false)
    expect(verdict?.findings).toContainEqual(
      expect.objectContaining({ where: expect.objectContaining({ path, line: above + 1 }) }),
    )
    expect(JSON.stringify(await overviewOf(changeId))).not.toContain(key)
    expect((await overviewOf(changeId)).approvals).toEqual([])
    expect((await fetch(`${edge}/${service}/health`)).status).toBe(200)
  })

  it('an intent that no template fits is said so at once', async ({ expect }) => {
    const asked = await dominion(
      'requester',
      'intent',
      'create',
      '--service',
      'harbour',
      'Add SSO with Azure AD',
      '--json',
    )
    expect(asked).toMatchObject({ code: 4 })
    const { state, changeId, reason } = asked.json<{ state: string; changeId: string; reason: string }>()
    expect(state).toBe('unfit')
    expect(reason).toMatch(/template/)
    const watched = await dominion('requester', 'intent', 'watch', changeId)
    expect(watched).toMatchObject({ code: 1 })
    expect(watched.out).toContain(reason)
  })

  it('words for a service that is not there are refused', async ({ expect }) => {
    const asked = await dominion(
      'requester',
      'intent',
      'create',
      '--service',
      'atlantis',
      'Show how many berths there are',
    )
    expect(asked.code).not.toBe(0)
    expect(asked.errors).toMatch(/^dominion: .+\n$/)
  })
})
