import { parseArgs } from 'node:util'
import { pushByHand } from '#bin/commands/demo/person-commit.ts'
import { compose } from '#server/composition.ts'
import { actorOfSession, practiceTeam, signInAsPractice } from '#server/identity/index.ts'
import { submitCommit } from '#server/loop/autonomy/human-made/index.ts'
import { database } from '#server/platform/db/index.ts'
import { wire } from '#server/ports/wired.ts'
import { repositoryOf } from '#server/workspaces/index.ts'

/**
 * A program: the practice requester commits one file by hand and hands it in, with the words given. With `--before`, the new
 * text goes in front of that in what the file says already; with `--lines`, so many numbered lines follow it. Prints the
 * change's id.
 */
const service = 'harbour'
const options = { before: { type: 'string' }, lines: { type: 'string', default: '0' } } as const
const { values, positionals } = parseArgs({ options, allowPositionals: true })
const [words = '', path = '', text = ''] = positionals
const branch = `people/hand-in-${Date.now()}`

const numbered = Array.from({ length: Number(values.lines) }, (_, at) => `This is line ${at + 1}\n`)
const written = text + numbered.join('')

function edit(now: string | null): string {
  const { before } = values
  if (before === undefined) return written
  if (!now?.includes(before)) throw new Error(`${path} of the service does not say ${before}`)
  return now.replace(before, written + before)
}

wire(compose())
const requester = (await practiceTeam()).find(({ roles }) => roles.includes('requester'))
const { token } = await signInAsPractice(requester?.id ?? '', 'cli')
const actor = await actorOfSession(token)
if (!actor) throw new Error('the practice requester cannot sign in')
await pushByHand({ repository: repositoryOf(service), branch, message: 'By hand', edits: { [path]: edit } })
const { changeId } = await submitCommit(actor, { service, branch, text: words })
process.stdout.write(`${changeId}\n`)
await database().$disconnect()
