/** Rows read at once while all of them are wanted: few queries, and never more than this in memory. */
const batchSize = 500

/**
 * All rows there are, batch by batch as they are taken.
 * @param read so many rows after a mark; from the beginning when it is null
 * @param markOf where to go on after a row
 */
export async function* inBatches<Row, Mark>(
  read: (after: Mark | null, many: number) => Promise<readonly Row[]>,
  markOf: (row: Row) => Mark,
): AsyncGenerator<readonly Row[]> {
  for (let after: Mark | null = null; ; ) {
    const rows: readonly Row[] = await read(after, batchSize)
    const last = rows.at(-1)
    if (last !== undefined) yield rows
    if (last === undefined || rows.length < batchSize) return
    after = markOf(last)
  }
}
