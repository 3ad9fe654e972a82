/** Rows of the first page, which a person waits for; what comes after is fetched while they read. */
export const firstPageRows = 25
export const furtherPageRows = 100
