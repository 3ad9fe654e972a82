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

export const haltSources = ['page', 'cli', 'command', 'journal', 'policy'] as const
export type HaltSource = (typeof haltSources)[number]
