/** Characters of hunks that come with the list of changed files; past it a file's hunks are read when it is opened. */
export const hunksWithList = 60_000

/** Characters of one file's hunks that a page is sent at all; past it the rest is in the repository, and the page says so. */
export const hunksOfFile = 1_500_000
