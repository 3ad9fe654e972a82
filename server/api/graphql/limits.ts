/** What a query may cost. Past any of these it is refused before it runs; the statement timeout is the ledger's own. */
export const limits = {
  /** Selections inside each other. */
  depth: 10,
  /** The sum over fields, lists by their length. */
  complexity: 5_000,
  /** Entries of one page. */
  first: 200,
  firstByDefault: 50,
  /** Bytes of a request. */
  body: 64 * 1024,
  /** Words and marks of a query. */
  tokens: 3_000,
} as const

/** What some fields cost the database, beside one for each field: a proof reads a dozen tiles, impact walks everything. */
export const costs = { proof: 10, disclosed: 10, walk: 20, impact: 200, path: 200 } as const
