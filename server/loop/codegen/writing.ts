import type { Change } from '#server/loop/change/index.ts'
import type { DesignSpec } from '#server/loop/designs/schemas.ts'
import type { Permit, WorkScope } from '#server/platform/halt/permit.ts'
import type { Ports } from '#server/ports/wired.ts'
import type { GenerationRun } from './store.ts'

/** Everything one try at writing a change rests on. */
export interface Writing extends WorkScope {
  service: string
  change: Change
  run: GenerationRun
  design: DesignSpec
  designDigest: string
  intentId: string
  /** The newest ledger entry of the change when the work began. */
  ledgerEvent: string
  branch: string
  consentIds: readonly string[]
}

/** What a try works with outside the database. */
export interface Outside {
  ports: Ports
  permit: Permit
  signal: AbortSignal
}

/** The worktree of one run, and the commit it began at. */
export interface Worktree {
  folder: string
  base: string
}
