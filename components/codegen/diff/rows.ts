/** One line of a diff as it is drawn. */
export interface DiffRow {
  kind: 'hunk' | 'added' | 'removed' | 'same' | 'note'
  /** Line numbers before and after; null where the line is not there. */
  before: number | null
  after: number | null
  text: string
}

const kinds = { '+': 'added', '-': 'removed', ' ': 'same' } as const

/** Unified hunks as Git prints them → rows with their line numbers. */
export function rowsOf(patch: string): DiffRow[] {
  let before = 0
  let after = 0
  return linesOf(patch).map((line): DiffRow => {
    const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line)
    if (hunk) {
      before = Number(hunk[1])
      after = Number(hunk[2])
      return { kind: 'hunk', before: null, after: null, text: line }
    }
    const kind = kinds[line[0] as keyof typeof kinds]
    const text = line.slice(1)
    if (!kind) return { kind: 'note', before: null, after: null, text: text.trim() }
    return {
      ...{ kind, text },
      before: kind === 'added' ? null : before++,
      after: kind === 'removed' ? null : after++,
    }
  })
}

/** Without the empty rest after the last line break. */
function linesOf(patch: string): string[] {
  const lines = patch.split('\n')
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

/** Lines that are drawn or left out together. Few enough to be drawn within a frame, many enough that few are watched. */
export const rowsInBlock = 50

export function blocksOf<Row>(rows: readonly Row[]): Row[][] {
  const blocks: Row[][] = []
  for (let at = 0; at < rows.length; at += rowsInBlock) blocks.push(rows.slice(at, at + rowsInBlock))
  return blocks
}
