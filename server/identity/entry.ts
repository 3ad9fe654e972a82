import type { EntryDraft } from '#server/loop/ledger/append.ts'
import { sha256 } from '#server/platform/digest.ts'
import type { PersonRow } from './store.ts'

type IdentityDraft = Extract<EntryDraft, { kind: 'identity' }>

/** What the ledger holds of a person: an id and roles. The name and the address are salted digests under their own key. */
export function identityEntry(
  predicate: Omit<IdentityDraft['predicate'], 'roles'> & { roles: readonly string[] },
  about: string,
  personal?: Partial<Pick<PersonRow, 'displayName' | 'email'>>,
): IdentityDraft {
  const fields = Object.entries(personal ?? {}).flatMap(([name, value]) => (value ? [[name, value] as const] : []))
  return {
    kind: 'identity',
    changeId: null,
    runId: null,
    riskTier: null,
    subjects: [{ name: about, sha256: sha256(about) }],
    materials: [],
    predicate: { ...predicate, roles: [...predicate.roles] },
    ...(fields.length > 0 ? { personal: { subject: about, fields: Object.fromEntries(fields) } } : {}),
  }
}
