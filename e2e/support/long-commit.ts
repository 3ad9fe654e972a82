import { pushByHand } from '#bin/commands/demo/person-commit.ts'
import { compose } from '#server/composition.ts'
import { actorOfSession, practiceTeam, signInAsPractice } from '#server/identity/index.ts'
import { submitCommit } from '#server/loop/autonomy/human-made/index.ts'
import { database } from '#server/platform/db/index.ts'
import { wire } from '#server/ports/wired.ts'
import { repositoryOf } from '#server/workspaces/index.ts'

/**
 * A program: the practice requester hands in a page of so many lines, its title with a character that turns text round.
 * Prints the change's id.
 */
const service = 'harbour'
const lines = Number(process.argv[2])
const branch = `people/long-${Date.now()}`

function page(): string {
  const numbered = Array.from({ length: lines }, (_, at) => `The harbour office answers at every hour. ${at + 1}`)
  return `# Watch \u202E\n\n${numbered.join('\n')}\n`
}

wire(compose())
const requester = (await practiceTeam()).find(({ roles }) => roles.includes('requester'))
const { token } = await signInAsPractice(requester?.id ?? '', 'cli')
const actor = await actorOfSession(token)
if (!actor) throw new Error('the practice requester cannot sign in')
await pushByHand({ repository: repositoryOf(service), branch, message: 'By hand', edits: { 'docs/watch.md': page } })
const { changeId } = await submitCommit(actor, { service, branch, text: 'Say when the office answers' })
process.stdout.write(`${changeId}\n`)
await database().$disconnect()
