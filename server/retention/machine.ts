import { allowed, type Guarded, refusedBy } from '#server/platform/guard.ts'
import { machine } from '#server/platform/machine.ts'
import type { Against, HoldName, PersonFacts, ShardFacts } from './vocabulary.ts'

/** One person asks, another confirms; whoever asked, or another, may withdraw it meanwhile. */
export const removalMachine = machine('removal', 'requested', {
  requested: { confirmed: 'done', withdrawn: 'withdrawn' },
  done: {},
  withdrawn: {},
})

export const removalRefusals = {
  unknownPerson: 'There is nobody of that id.',
  erased: 'This person was erased already.',
  underWay: 'A change of this person is still under way. Let it finish or withdraw it, then ask again.',
  onlyAdministrator: 'This is the only administrator. Give someone else that role first.',
  unknownShard: 'There is no shard of that name, or its entries are gone already.',
  newest: 'Entries are still written to this shard.',
  tooEarly: 'This shard must be kept longer: seven years from its end.',
  notArchived: 'No verified archive of this shard is on record. Run dominion ledger archive first.',
  alreadyAsked: 'Somebody asked for this already. It waits for a second person.',
  closed: 'This is closed already.',
  samePerson: 'You asked for this. Another person must confirm it.',
  oneself: 'This is about yourself. Someone else must confirm it.',
} as const
export type RemovalRefusal = keyof typeof removalRefusals | 'held'

const refused = refusedBy<keyof typeof removalRefusals>(removalRefusals)

/** The hold is named, so that whoever reads it knows whom to ask. */
function heldBy({ id, scope, target }: HoldName): Guarded<RemovalRefusal> {
  const what = target === null ? 'everything' : `${scope} ${target}`
  const sentence = `Legal hold ${id} on ${what} forbids it. Nothing was removed; legal counsel can lift the hold.`
  return { allowed: false, reason: 'held', sentence }
}

/** May this go at all? Same answer for the page, the API and the command line; the database asks the same again. */
export function mayRemove(facts: Against): Guarded<RemovalRefusal> {
  return facts.kind === 'person' ? mayErase(facts) : mayDrop(facts)
}

function mayErase({ known, erased, hold, underWay, onlyAdministrator }: PersonFacts): Guarded<RemovalRefusal> {
  if (!known) return refused('unknownPerson')
  if (erased) return refused('erased')
  if (hold) return heldBy(hold)
  if (underWay) return refused('underWay')
  if (onlyAdministrator) return refused('onlyAdministrator')
  return allowed
}

function mayDrop({ known, newest, due, archive, hold }: ShardFacts): Guarded<RemovalRefusal> {
  if (!known) return refused('unknownShard')
  if (hold) return heldBy(hold)
  if (newest) return refused('newest')
  if (!due) return refused('tooEarly')
  if (!archive) return refused('notArchived')
  return allowed
}

/** May it be asked for? */
export function mayAsk(facts: Against, alreadyAsked: boolean): Guarded<RemovalRefusal> {
  return alreadyAsked ? refused('alreadyAsked') : mayRemove(facts)
}

export interface Asked {
  state: string
  target: string
  requestedBy: string
  against: Against | null
}

/** May this person be the second? */
export function mayConfirm(personId: string, { state, target, requestedBy, against }: Asked): Guarded<RemovalRefusal> {
  if (!removalMachine.next(state, 'confirmed') || against === null) return refused('closed')
  if (requestedBy === personId) return refused('samePerson')
  if (target === personId) return refused('oneself')
  return mayRemove(against)
}

export function mayWithdraw({ state }: Pick<Asked, 'state'>): Guarded<RemovalRefusal> {
  return removalMachine.next(state, 'withdrawn') ? allowed : refused('closed')
}

export const holdRefusals = {
  noTarget: 'Say whom or what the hold covers.',
  unknownTarget: 'There is nothing of that name to hold.',
  lifted: 'This hold was lifted already.',
} as const
export type HoldRefusal = keyof typeof holdRefusals

export const holdRefused = refusedBy<HoldRefusal>(holdRefusals)

export function mayLift({ liftedAt }: { liftedAt: Date | null }): Guarded<HoldRefusal> {
  return liftedAt === null ? allowed : holdRefused('lifted')
}
