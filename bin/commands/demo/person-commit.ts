import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A commit as a person makes it: on a branch of their own in the service's repository, under their own name. */
export interface PersonCommit {
  repository: string
  branch: string
  message: string
  /** For each file, what it says afterwards; it is given what it says before, or null where there is none. */
  edits: Readonly<Record<string, (before: string | null) => string>>
  /** What the branch builds on; the released version without it. */
  from?: string
}

/** Clones, edits, commits and pushes. What the person's own commit says of them stays in their branch. */
export async function pushByHand({ repository, branch, message, edits, from = 'HEAD' }: PersonCommit): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'dominion-person-'))
  const git = (...argv: string[]) =>
    run('git', ['-c', 'user.name=A person', '-c', 'user.email=person@example.invalid', ...argv], { cwd: folder })
  try {
    await git('clone', '--quiet', repository, '.')
    await git('checkout', '--quiet', '-b', branch, from)
    for (const [path, edit] of Object.entries(edits)) {
      const file = join(folder, path)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, edit(await readFile(file, 'utf8').catch(() => null)))
    }
    await git('add', '--all')
    await git('commit', '--quiet', '--message', message)
    await git('push', '--quiet', 'origin', branch)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
