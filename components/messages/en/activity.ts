import type { Permission } from '#server/identity/permissions.ts'
import { ledger } from './ledger.ts'

/** What happened, by the permission it was done under. */
const events: Partial<Record<Permission, string>> = {
  'intent.submit': 'The intent was understood and classified',
  'intent.edit': 'The intent was corrected',
  'change.withdraw': 'The intent was withdrawn',
  'change.submitCommit': 'A person’s own commit was handed in',
  'change.amend': 'A person changed the code',
  'design.synthesise': 'Designs were made',
  'design.choose': 'A design was chosen',
  'design.revise': 'A person edited the design',
  'design.comment': 'A person commented on the design',
  'design.resolve': 'A comment was resolved',
  'codegen.start': 'Writing began',
  'codegen.finish': 'The code is written and checked',
  'codegen.abandon': 'Writing stopped',
  'guard.judge': 'Policy judged the commit',
  'build.record': 'The artifact is built',
  'approval.open': 'People were asked',
  'approval.auto': 'Policy approved it by itself',
  'approval.sign': 'A person signed',
  'approval.decline': 'A person declined',
  'rollout.start': 'The rollout began',
  'rollout.observe': 'The rollout was looked at',
  'rollout.increase': 'The rollout went one step on',
  'rollout.promote': 'A person moved the rollout on',
  'rollout.rollBack': 'The version was taken back',
  'incident.open': 'A person opened an incident',
  'incident.close': 'An incident was closed',
  'change.merge': 'The commit was merged',
  'halt.engage': 'Automation was halted',
  'halt.resume': 'Automation resumed',
}

/** The same while it has only begun. */
const begun: Partial<Record<Permission, string>> = {
  'design.synthesise': 'Designing began',
  'codegen.start': 'Writing began',
  'guard.judge': 'Policy began to judge the commit',
  'build.record': 'Building began',
  'rollout.rollBack': 'Whether its commit has to be taken back was looked at',
}

const entries = (kinds: readonly (readonly [kind: string, count: number])[]) =>
  `in the ledger as ${kinds.map(([kind, count]) => ledger.counted(kind, count)).join(', ')}`

export const activity = {
  events,
  begun,
  restored: 'The version before serves everyone again',
  entries,
  recorded: (kind: string) => `The ledger has a new entry: ${ledger.nounOf(kind)}`,
} as const
