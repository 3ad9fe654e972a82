import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { compose } from '#server/composition.ts'
import { actorOfSession, practiceTeam, signInAsPractice } from '#server/identity/index.ts'
import { submitCommit } from '#server/loop/autonomy/human-made/index.ts'
import { database } from '#server/platform/db/index.ts'
import { wire } from '#server/ports/wired.ts'
import { repositoryOf } from '#server/workspaces/index.ts'

/**
 * A program: the practice requester writes a page with their own hands, pushes it to a branch and hands it in. Prints the
 * change's id. With a number the page has as many lines, the first of them with a character that turns text round.
 */
const service = 'harbour'
const branch = `people/own-${Date.now()}`

function page(lines: number): string {
  const sentence = 'The harbour office answers at every hour.'
  if (lines === 0) return `# Watch\n\n${sentence}\n`
  const numbered = Array.from({ length: lines }, (_, at) => `${sentence} ${at + 1}`)
  return `# Watch \u202E\n\n${numbered.join('\n')}\n`
}

async function push(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'dominion-own-'))
  const author = ['-c', 'user.name=A person', '-c', 'user.email=person@example.invalid']
  const git = (...argv: string[]) => promisify(execFile)('git', [...author, ...argv], { cwd: folder })
  try {
    await git('clone', '--quiet', repositoryOf(service), '.')
    await git('checkout', '--quiet', '-b', branch)
    await writeFile(join(folder, 'docs/watch.md'), page(Number(process.argv[2] ?? 0)))
    await git('add', '.')
    await git('commit', '--quiet', '--message', 'Say when the office answers')
    await git('push', '--quiet', 'origin', branch)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

wire(compose())
const requester = (await practiceTeam()).find(({ roles }) => roles.includes('requester'))
const { token } = await signInAsPractice(requester?.id ?? '', 'cli')
const actor = await actorOfSession(token)
if (!actor) throw new Error('the practice requester cannot sign in')
await push()
const text = 'Write a page docs/watch.md that says when the office answers'
const { changeId } = await submitCommit(actor, { service, branch, text })
process.stdout.write(`${changeId}\n`)
await database().$disconnect()
