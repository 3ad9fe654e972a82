/** Comma-separated values as RFC 4180 writes them, safe to open in a spreadsheet. */

export type Cell = string | number | boolean | Date | null

/** A table's columns: the name over each, and what stands in it. */
export type Columns<Row> = Readonly<Record<string, (row: Row) => Cell>>

/** What a spreadsheet takes for the beginning of a formula, wide letters of East Asia included. */
const runs = /^\s*[=+\-@＝＋－＠]|^[\t\r]/
/** Where a spreadsheet of another country begins a cell though we do not, and the same would run there. */
const runsWithin = /([;\t\r\n] *)(?=[=+\-@＝＋－＠])/g

/** A table batch by batch, the names of its columns first. @param rows as they are read, so that no table is too large */
export async function* csv<Row>(
  columns: Columns<Row>,
  rows: AsyncIterable<readonly Row[]>,
): AsyncGenerator<string, void, undefined> {
  yield line(Object.keys(columns))
  for await (const batch of rows) yield batch.map((row) => line(Object.values(columns).map((of) => of(row)))).join('')
}

function line(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

/** One cell. Text that a spreadsheet would run as a formula gets an apostrophe before it, so that it stays text. */
export function csvCell(value: Cell): string {
  if (typeof value === 'string') return quoted(runs.test(value) ? `'${still(value)}` : still(value))
  return value instanceof Date ? value.toISOString() : String(value ?? '')
}

const still = (text: string) => text.replaceAll(runsWithin, "$1'")

function quoted(text: string): string {
  return /^[\w .:/#-]*$/.test(text) && text === text.trim() ? text : `"${text.replaceAll('"', '""')}"`
}
