/** Failures in a row that open it, and how long it stays open; then one call is let through to see. */
const limits = { failures: 3, openMs: 30_000 } as const

/** Keeps a failing model from costing every call its deadline. */
export function circuitBreaker(now: () => number = () => performance.now()) {
  let failures = 0
  let openedAt = Number.NEGATIVE_INFINITY
  return {
    isOpen: () => failures >= limits.failures && now() - openedAt < limits.openMs,
    record(failed: boolean): void {
      failures = failed ? failures + 1 : 0
      if (failures >= limits.failures) openedAt = now()
    },
  }
}
