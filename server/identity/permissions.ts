import { allowed, type Guarded, refusedBy } from '#server/platform/guard.ts'
import { type Actor, type Role, roleLabels, roles, type SystemName } from './vocabulary.ts'

/**
 * Every act there is, who may do it, and what a halt means for it (ADR-001 "Global Kill Switch").
 * `refused`: automation, stops. `humanMade`: goes on only for a person's own commit. `allowed`: people deciding, or going back.
 */
interface Rule {
  roles: readonly Role[]
  systems: readonly SystemName[]
  owner?: true
  whileHalted: 'refused' | 'humanMade' | 'allowed'
}

const everyone = roles
const approvers: readonly Role[] = ['lead', 'manager', 'security', 'council', 'legal']
const noPerson: readonly Role[] = []

const rules = {
  'intent.submit': { roles: everyone, systems: [], whileHalted: 'allowed' },
  'intent.edit': { roles: everyone, systems: [], whileHalted: 'allowed' },
  'change.retry': { roles: everyone, systems: [], whileHalted: 'refused' },
  'change.withdraw': { roles: everyone, systems: [], whileHalted: 'allowed' },
  'change.submitCommit': { roles: everyone, systems: [], whileHalted: 'allowed' },
  'change.amend': { roles: everyone, systems: [], whileHalted: 'allowed' },
  'design.synthesise': { roles: noPerson, systems: ['worker'], whileHalted: 'refused' },
  'design.choose': { roles: everyone, systems: [], whileHalted: 'allowed' },
  'design.revise': { roles: ['lead', 'manager', 'security'], systems: [], whileHalted: 'allowed' },
  'design.comment': { roles: everyone, systems: [], whileHalted: 'allowed' },
  'design.resolve': { roles: everyone, systems: [], whileHalted: 'allowed' },
  'codegen.start': { roles: noPerson, systems: ['worker'], whileHalted: 'refused' },
  'codegen.finish': { roles: noPerson, systems: ['worker'], whileHalted: 'refused' },
  'codegen.abandon': { roles: noPerson, systems: ['worker', 'orchestrator'], whileHalted: 'allowed' },
  'guard.judge': { roles: noPerson, systems: ['worker'], whileHalted: 'humanMade' },
  'build.record': { roles: noPerson, systems: ['worker'], whileHalted: 'humanMade' },
  'approval.open': { roles: noPerson, systems: ['worker', 'orchestrator'], whileHalted: 'humanMade' },
  'approval.auto': { roles: noPerson, systems: ['policy'], whileHalted: 'refused' },
  'approval.sign': { roles: approvers, systems: [], whileHalted: 'allowed' },
  'approval.decline': { roles: approvers, systems: [], whileHalted: 'allowed' },
  'rollout.start': { roles: noPerson, systems: ['orchestrator'], whileHalted: 'humanMade' },
  'rollout.observe': { roles: noPerson, systems: ['orchestrator'], whileHalted: 'allowed' },
  'rollout.increase': { roles: noPerson, systems: ['orchestrator'], whileHalted: 'refused' },
  'rollout.promote': { roles: ['lead', 'manager', 'onCall'], systems: [], whileHalted: 'humanMade' },
  'rollout.rollBack': {
    roles: ['lead', 'manager', 'security', 'onCall', 'admin'],
    systems: ['orchestrator'],
    whileHalted: 'allowed',
  },
  'incident.open': {
    roles: ['lead', 'manager', 'security', 'onCall', 'admin'],
    systems: [],
    whileHalted: 'allowed',
  },
  'incident.close': {
    roles: ['lead', 'manager', 'security', 'onCall', 'admin'],
    systems: [],
    whileHalted: 'allowed',
  },
  'change.merge': { roles: noPerson, systems: ['worker', 'orchestrator'], whileHalted: 'humanMade' },
  'halt.engage': {
    roles: ['lead', 'manager', 'security', 'council', 'onCall', 'admin'],
    systems: ['orchestrator'],
    owner: true,
    whileHalted: 'allowed',
  },
  'halt.clear': { roles: ['council', 'security', 'lead', 'admin'], systems: [], whileHalted: 'allowed' },
  'halt.resume': { roles: ['council', 'security', 'lead', 'admin'], systems: [], whileHalted: 'allowed' },
  'workspace.add': { roles: ['admin', 'lead'], systems: ['setup', 'worker'], whileHalted: 'allowed' },
  'identity.manage': { roles: ['admin'], systems: ['setup'], whileHalted: 'allowed' },
  'identity.own': { roles: everyone, systems: [], whileHalted: 'allowed' },
  'token.create': { roles: everyone, systems: [], whileHalted: 'allowed' },
  'token.revoke': { roles: everyone, systems: [], whileHalted: 'allowed' },
  'clock.move': { roles: ['admin'], systems: ['setup'], whileHalted: 'allowed' },
  'keys.rotate': { roles: ['admin'], systems: [], whileHalted: 'allowed' },
  'hold.place': { roles: ['legal'], systems: [], whileHalted: 'allowed' },
  'hold.lift': { roles: ['legal'], systems: [], whileHalted: 'allowed' },
  'erasure.ask': { roles: ['legal', 'admin'], systems: [], whileHalted: 'allowed' },
  'erasure.confirm': { roles: ['legal', 'admin'], systems: [], whileHalted: 'allowed' },
  'removal.withdraw': { roles: ['legal', 'admin'], systems: [], whileHalted: 'allowed' },
  'shard.archive': { roles: ['legal', 'admin', 'auditor'], systems: [], whileHalted: 'allowed' },
  'shard.askDrop': { roles: ['legal', 'admin'], systems: [], whileHalted: 'allowed' },
  'shard.confirmDrop': { roles: ['legal', 'admin'], systems: [], whileHalted: 'allowed' },
  'policy.activate': { roles: noPerson, systems: ['setup'], whileHalted: 'allowed' },
  'ledger.project': { roles: noPerson, systems: ['worker'], whileHalted: 'allowed' },
} as const satisfies Record<string, Rule>

export type Permission = keyof typeof rules
export const permissions = Object.keys(rules) as Permission[]

/** Reading needs a role too; auditors see everything, others what they work on. */
const readRules = {
  'change.read': everyone,
  'approval.read': everyone,
  'incident.read': everyone,
  'ledger.read': everyone,
  'ledger.disclose': ['security', 'legal', 'auditor'],
  'halt.read': everyone,
  'policy.read': everyone,
  'people.read': everyone,
  'workspace.read': everyone,
  'status.read': everyone,
  'prompt.read': ['lead', 'security', 'legal', 'auditor', 'admin'],
  'retention.read': ['legal', 'admin', 'auditor', 'council'],
} as const satisfies Record<string, readonly Role[]>

export type ReadPermission = keyof typeof readRules
export const readPermissions = Object.keys(readRules) as ReadPermission[]

export type PermissionRefusal = 'missingRole' | 'notForPeople' | 'agentsNever'

const refused = refusedBy<Exclude<PermissionRefusal, 'missingRole'>>({
  notForPeople: 'The system does this by itself; nobody can do it by hand.',
  agentsNever: 'Agents may not do this; only a person signed in may.',
})

/** Who gives roles to people. */
export const granters: readonly Role[] = rules['identity.manage'].roles

/** Names the roles that may, and who gives them: whoever may not knows whom to ask for what. */
function missingRole(may: readonly Role[]): Guarded<PermissionRefusal> {
  const giver = `A person with the role ${anyOf(granters)} can grant`
  const any = `This needs a role, and you hold none. ${giver} you one.`
  const some = may.length > 0 ? `This needs the role ${anyOf(may)}. ${giver} it.` : 'No role allows this.'
  return { allowed: false, reason: 'missingRole', sentence: may.length === roles.length ? any : some }
}

function anyOf(held: readonly Role[]): string {
  const names = held.map((role) => roleLabels[role])
  return [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' or ')
}

/** May this actor do this at all? The act's own guard then decides about the case at hand. */
export function mayAct(actor: Actor, permission: Permission): Guarded<PermissionRefusal> {
  const rule: Rule = rules[permission]
  switch (actor.kind) {
    case 'person':
      if (rule.roles.length === 0) return refused('notForPeople')
      return actor.roles.some((role) => rule.roles.includes(role)) ? allowed : missingRole(rule.roles)
    case 'agent':
      return refused('agentsNever')
    case 'system':
      return rule.systems.includes(actor.name) ? allowed : missingRole(rule.roles)
    case 'owner':
      return rule.owner ? allowed : missingRole(rule.roles)
  }
}

export function mayRead(actor: Actor, permission: ReadPermission): Guarded<PermissionRefusal> {
  if (actor.kind === 'system') return allowed
  if (actor.kind === 'agent') return refused('agentsNever')
  const held = actor.kind === 'person' ? actor.roles : []
  const may: readonly Role[] = readRules[permission]
  return held.some((role) => may.includes(role)) ? allowed : missingRole(may)
}

/** Engaging and resuming write the switches that every other act only reads. */
export function movesSwitches(permission: Permission): boolean {
  return permission === 'halt.engage' || permission === 'halt.resume'
}

export function haltRule(permission: Permission): Rule['whileHalted'] {
  return rules[permission].whileHalted
}

/** The two tables, for people to read: `docs/reference/permissions.md` prints them. */
export const permissionRules: Readonly<Record<Permission, Rule>> = rules
export const readPermissionRules: Readonly<Record<ReadPermission, readonly Role[]>> = readRules
