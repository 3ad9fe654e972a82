import type { Role } from '#server/identity/vocabulary.ts'

/** What must be there before automation resumes, and who may give it (ADR-001 "Recovery"). Browser-safe. */
export const clearanceKinds = ['councilDirective', 'securityClearance', 'leadApproval', 'policyUpdate'] as const
export type ClearanceKind = (typeof clearanceKinds)[number]

export const clearances = {
  global: ['councilDirective', 'securityClearance'],
  service: ['leadApproval', 'policyUpdate'],
} as const satisfies Record<'global' | 'service', readonly ClearanceKind[]>

export const clearanceRoles = {
  councilDirective: ['council'],
  securityClearance: ['security'],
  leadApproval: ['lead'],
  policyUpdate: ['security', 'admin'],
} as const satisfies Record<ClearanceKind, readonly Role[]>

/** What the ADR's command records when nobody gave a reason. */
export const unspecifiedReason = 'unspecified'

/** A process that has not stopped within this time is shown in red, with what a person can do by hand. */
export const stopsWithinMs = 5_000

/** What a halt of one service would do at this moment. */
export interface ServiceEffect {
  service: string
  /** It is halted already, by its name or with everything. */
  halted: boolean
  /** Something is in production, and goes on serving. */
  serves: boolean
  /** The state of each change that the automation works on now: that work stops. */
  running: readonly string[]
  /** Changes whose turn comes later: they stay where they are. */
  waiting: number
  /** People’s own commits under way: they go on. */
  ownCommits: number
  /** Each stays at its weight, in parts of 10,000 of live traffic. */
  rollouts: readonly { id: string; state: string; weight: number }[]
  /** Questions that people may go on answering. */
  openQuestions: number
}

/** One change that a process has under way. */
export interface HeldWork {
  changeId: string
  title: string
  service: string
  state: string
  /** A halt in force covers it; what a person made by hand goes on. */
  stops: boolean
}

export const haltSources = ['page', 'cli', 'command', 'journal', 'policy'] as const
export type HaltSource = (typeof haltSources)[number]
