/** Rollbacks a reader is shown by name; how many there were is said beside them. */
const shown = 3

/** Asks for the latest versions of a service that were taken back, from the page and before it alike. */
export const takenBackOf = (service: string) => ({ state: 'rolledBack', service, limit: shown })
