import type { FileDiff } from '#server/ports/git.ts'
import { gitIn } from './run.ts'

interface RawChange {
  status: string
  path: string
  previousPath: string | null
}

/** What changed between two commits, file by file, renames followed. Ignores any diff program a repository may name. */
export async function diffCommits(
  repository: string,
  base: string,
  head: string,
  only: readonly string[] = [],
): Promise<FileDiff[]> {
  const flags = [
    '-r',
    '-z',
    '--patch-with-raw',
    '--find-renames',
    '--full-index',
    '--no-color',
    '--no-ext-diff',
    '--no-textconv',
  ]
  const output = await gitIn(repository, ['diff-tree', ...flags, base, head, '--', ...only])
  if (output === '') return []
  // Entries end with a NUL each; one more NUL parts them from the patch.
  const cut = output.indexOf('\0\0')
  const changes = rawChanges(output.slice(0, cut).split('\0'))
  const sections = output.slice(cut + 2).split(/^(?=diff --git )/m)
  return changes.map((change) => fileDiff(change, take(sections, change.status)))
}

/** A change of type, file to link, is printed as two sections: one removed, one added. */
function take(sections: string[], status: string): string {
  return sections.splice(0, status === 'T' ? 2 : 1).join('')
}

function rawChanges(fields: readonly string[]): RawChange[] {
  const changes: RawChange[] = []
  for (let at = 0; at < fields.length; ) {
    const status = fields[at]?.split(' ').at(-1)?.[0] ?? ''
    const renamed = status === 'R'
    const first = fields[at + 1] ?? ''
    changes.push({ status, path: renamed ? (fields[at + 2] ?? '') : first, previousPath: renamed ? first : null })
    at += renamed ? 3 : 2
  }
  return changes
}

const kinds: Record<string, FileDiff['change']> = { A: 'added', D: 'deleted', R: 'renamed' }

function fileDiff({ status, path, previousPath }: RawChange, section: string): FileDiff {
  const binary = /^Binary files .* differ$/m.test(section.split(/^@@ /m)[0] ?? '')
  const from = section.search(/^@@ /m)
  const patch = binary || from < 0 ? '' : section.slice(from)
  return { path, previousPath, change: kinds[status] ?? 'modified', binary, patch, ...numberedLines(patch) }
}

function numberedLines(patch: string): Pick<FileDiff, 'addedLines' | 'removedLines'> {
  const addedLines: { line: number; text: string }[] = []
  const removedLines: { line: number; text: string }[] = []
  let before = 0
  let after = 0
  for (const row of patch.split('\n')) {
    const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(row)
    if (hunk) [before, after] = [Number(hunk[1]), Number(hunk[2])]
    else if (row[0] === '+') addedLines.push({ line: after++, text: row.slice(1) })
    else if (row[0] === '-') removedLines.push({ line: before++, text: row.slice(1) })
    else if (row[0] === ' ') [before, after] = [before + 1, after + 1]
  }
  return { addedLines, removedLines }
}
