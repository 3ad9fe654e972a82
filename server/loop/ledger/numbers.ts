/** How long keys and trees live. Business time, but for the last two. */

const day = 24 * 3_600_000

/** A tree is closed after so many days of its quarter; the few that are left have a tree of their own. */
export const shardDays = 89
/** The next tree's key is named this long before its tree opens, so that whoever compares keys knows it by then. */
export const announcedAheadMs = 21 * day
/** Then the keys that sign entries and commits are followed by new ones. */
export const keyLivesMs = 90 * day
/** So long a key that is followed may still sign, for whoever has not noticed; then its private half is destroyed. */
export const keyOverlapMs = 7 * day

/** How often the sequencer looks whether keys or the tree are due. */
export const tendEveryMs = 1_000
/** Real time from a key's end until it is destroyed: every process has noticed by then, also when the clock was moved. */
export const settlesMs = 2_000
