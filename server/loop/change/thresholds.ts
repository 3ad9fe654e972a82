/**
 * How long the system may take for each stage, in milliseconds, once. Read by the calls that give up when theirs elapses and
 * by the page that says what took longer. ADR-001 "SLOs", but where another source is named. Browser-safe.
 */
export const stageBudgetsMs = {
  /** "Intent classification: <5 seconds". Past it the page says so; nothing stops. */
  classification: 5_000,
  /** "Design synthesis: <30 seconds". When it elapses the call is given up and the next model asked. */
  design: 30_000,
  /** "Code generation: <60 seconds". When it elapses the call is given up and the next model asked. */
  code: 60_000,
  /** "Policy validation: <2 minutes". Past it the page says so; nothing stops. */
  policy: 120_000,
  /** Ours, the ADR gives none: as long as code may take. Past it the page says so; nothing stops. */
  build: 60_000,
} as const
