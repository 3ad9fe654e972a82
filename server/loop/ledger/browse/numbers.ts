/** What readers of the ledger's pages meet. */

/** Entries on one page; older ones are one step away. */
export const pageSize = 50

/** Entries reach the tree milliseconds after they are written; when this elapses the sequencer is not running. */
export const sequencedWithinMs = 10_000

/** A bundle waits so long for the cosignatures of its head, and then goes without. */
export const cosignedWithinMs = 2_000

/** More entries than this about one digest are not listed: the digest is then no way to find one. */
export const foundEntries = 50
