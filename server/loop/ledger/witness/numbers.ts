/** How a log asks its witnesses. */

/** A growing tree is published no more often than this; also the most its ML-DSA key signs. */
export const roundEveryMs = 200

/** How soon a loop that waits sees that the tree has grown. */
export const lookEveryMs = 25

/** After a round without enough cosignatures, or a lost session, it is tried again when this elapses. */
export const restAfterFaultMs = 500

/** A round is over when enough have countersigned, or when this elapses; whoever answers later still counts. */
export const roundWithinMs = 2_000

/** A cosignature dated further ahead of this machine's clock is refused. */
export const clockAheadSeconds = 300
