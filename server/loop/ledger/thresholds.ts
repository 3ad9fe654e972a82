/** How long the ledger keeps things (ADR-001). Browser-safe. */

/**
 * The words of a model call, encrypted under the requester's key: as long as a consent envelope lets personal data be kept
 * (ADR-001 "Consent Envelopes", `retention_period_days`). Then they are destroyed; digests and entry stay.
 */
export const promptsKeptDays = 365

/** A shard from its end (ADR-001 "Artifact Ledger": 7 years). Then it may be archived away; the database holds to it too. */
export const shardsKeptYears = 7
