import { unseal } from './disclose.ts'
import type { LedgerReader } from './ports.ts'
import { disclosuresOf, knownSubjectKey } from './store.ts'

/**
 * The personal words of an entry, by field name. The caller has checked that the reader may see them.
 * A field whose key or ciphertext was destroyed is missing.
 */
export async function disclosedFields(from: LedgerReader, entryId: string): Promise<Record<string, string>> {
  const fields: Record<string, string> = {}
  for (const disclosure of await disclosuresOf(from, entryId)) {
    const key = await knownSubjectKey(from, disclosure.subject)
    if (key === null) continue
    const { name, value } = unseal(key, entryId, disclosure)
    fields[name] = value
  }
  return fields
}
