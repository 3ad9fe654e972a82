/** Changes on one page of the list; older ones are one step away. */
export const changesOnPage = 50

/** Words of one search that count; more would find nothing anyway. */
export const wordsSought = 8
