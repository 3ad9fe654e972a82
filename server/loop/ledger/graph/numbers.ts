/** What keeps the graph, and those who ask it, within bounds. */

/** The rule by which the graph follows from the log; another rule is another name. */
export const ruleVersion = 'https://codex-dominion.dev/lineage/v1'

/** Entries projected in one transaction at most. */
export const projectedAtOnce = 250

/** A commitment to the graph enters the log after this many entries, or after this long when there are any. Real time. */
export const commitEvery = { entries: 10_000, ms: 3_600_000 } as const

/** Steps that a walk may take; further is a question of impact. */
export const deepest = 10

/** Of what hangs on one digest, so much is followed, the newest first; the answer says that there is more. */
export const followedEach = 200

/** Digests in one answer at most. */
export const nodesAtMost = 500

/** Steps that one walk may come back with before it stops: the same digest by many ways counts each time. */
export const stepsAtMost = 4_000

/** How long one question may keep the database; when it elapses the question is given up. */
export const statementTimeoutMs = 2_000

/** Entries on one page at most. */
export const pageAtMost = 200

/** Edges the index in memory may hold, some 9 bytes each and as much again while it is rebuilt. Past it impact is refused. */
export const indexedEdgesAtMost = 12_000_000

/** How long one question may wait for the index, being built included. When it elapses the asker is told to come back. */
export const indexAnswerMs = 60_000

/** When nobody asked for this long, the index gives its memory back. */
export const indexIdleMs = 600_000
