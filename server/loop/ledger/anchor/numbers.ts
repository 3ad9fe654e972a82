/** How often the head is anchored while the tree grew. Until it elapses a rewriting shows to witnesses only. */
export const anchorEveryMs = 60_000
/** How often it is looked whether something must be anchored at once. */
export const lookEveryMs = 1_000
/** A push that takes longer is given up and tried again. */
export const pushWithinMs = 60_000
/** After a push that failed; doubled while it goes on failing. */
export const pushAgainMs = 5_000
export const longestPushPauseMs = 300_000
/** How often a timestamp authority is asked while the tree grew. Until it elapses only our own clock says when. */
export const stampEveryMs = 3_600_000
/** After a stamp that could not be had. */
export const stampAgainMs = 60_000
/** An answer that takes longer is given up. */
export const stampWithinMs = 20_000
/** After a session that ended by an error, and while another process leads. */
export const leadAgainMs = 1_000
/** A remote that accepted nothing for this long while the tree grew is a fault for `doctor`. */
export const overdueMs = 600_000

/** What must be out of our reach at once: what reached users, what was taken back, what was stopped. */
export const urgentKinds = ['deployment', 'rollback', 'kill-switch'] as const
