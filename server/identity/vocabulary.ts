/** Roles of ADR-001. A person may hold several; only some may approve. Browser-safe. */
export const roles = [
  'requester',
  'lead',
  'manager',
  'security',
  'council',
  'legal',
  'auditor',
  'onCall',
  'admin',
] as const
export type Role = (typeof roles)[number]

export const roleLabels: Record<Role, string> = {
  requester: 'Requester',
  lead: 'Lead engineer',
  manager: 'Engineering manager',
  security: 'Security reviewer',
  council: 'Council member',
  legal: 'Legal counsel',
  auditor: 'Auditor',
  onCall: 'On-call engineer',
  admin: 'Administrator',
}

/** Who acts. Agents and the system never hold an approval permission. */
export type Actor =
  | { kind: 'person'; id: string; roles: readonly Role[]; practice: boolean; sessionId: string }
  | { kind: 'agent'; id: string; forPerson: string }
  | { kind: 'system'; name: SystemName }
  /** The owner of the data folder, by break-glass: may halt, and nothing else. */
  | { kind: 'owner' }

export type SystemName = 'setup' | 'worker' | 'sweeper' | 'policy' | 'orchestrator'

/** Pseudonymous reference, as it stands in ledger entries and Git. */
export function actorReference(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return actor.id
    case 'agent':
      return actor.id
    case 'system':
      return `system:${actor.name}`
    case 'owner':
      return 'owner:data-folder'
  }
}

/** A place where someone is signed in. */
export interface SessionLine {
  id: string
  kind: string
  createdAt: Date
  lastSeenAt: Date
  expiresAt: Date
  /** The one this was asked with. */
  current: boolean
}

/** One person as lists show them. Address and sessions are for themselves and for who manages people; else null. */
export interface PersonLine {
  id: string
  displayName: string
  practice: boolean
  disabled: boolean
  roles: readonly Role[]
  createdAt: Date
  email: string | null
  sessions: readonly SessionLine[] | null
}

export interface PeopleList {
  people: readonly PersonLine[]
  /** How many hold each role, whatever was asked for. */
  holders: Readonly<Record<Role, number>>
  total: number
}

/** A token as its owner sees it: enough to know which it is. */
export interface TokenLine {
  id: string
  name: string
  /** Its first letters. */
  prefix: string
  scopes: readonly string[]
  createdAt: Date
  expiresAt: Date
  revokedAt: Date | null
  lastUsedAt: Date | null
  /** It has ended or was revoked: it opens nothing. */
  over: boolean
}
