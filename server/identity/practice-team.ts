import { governed } from '#server/governed.ts'
import type { EntryDraft } from '#server/loop/ledger/append.ts'
import { newId } from '#server/platform/ids.ts'
import { identityEntry } from './entry.ts'
import { personAdded } from './people.ts'
import { AddPracticeTeam } from './schemas.ts'
import { insertPerson } from './store.ts'
import { actorReference, type Role, roles } from './vocabulary.ts'

/** They are roles with a face, no more: nobody's name. */
export const practiceNames: Record<Role, string> = {
  requester: 'Practice Requester',
  lead: 'Practice Lead',
  manager: 'Practice Manager',
  security: 'Practice Security',
  council: 'Practice Council',
  legal: 'Practice Legal',
  auditor: 'Practice Auditor',
  onCall: 'Practice On-call',
  admin: 'Practice Admin',
}

/** One person a role, so that the whole loop can be walked by one reader. Everything they do is marked as practice. */
export const addPracticeTeam = governed('identity.manage', AddPracticeTeam, async (act) => {
  const team = roles.map((role) => ({
    id: newId('person'),
    displayName: practiceNames[role],
    email: null,
    practice: true,
    roles: [role],
  }))
  for (const person of team) await insertPerson(act.tx, person, actorReference(act.actor))
  const predicate = { event: 'practiceTeamAdded', person: null, roles: [...roles], details: {} } as const
  const entry: readonly [EntryDraft, ...EntryDraft[]] = [
    identityEntry(predicate, 'practice-team'),
    ...team.map(personAdded),
  ]
  return { result: team.map(({ id, displayName }) => ({ personId: id, displayName })), entry }
})
