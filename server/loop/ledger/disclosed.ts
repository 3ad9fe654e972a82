import type { KeyEncryption } from '#server/ports/key-encryption.ts'
import { unseal } from './disclose.ts'
import type { LedgerReader } from './ports.ts'
import { disclosuresOf } from './store.ts'
import { knownKey } from './subject-keys.ts'

/**
 * The personal words of an entry, by field name. The caller has checked that the reader may see them.
 * A field whose key or ciphertext was destroyed is missing.
 */
export async function disclosedFields(
  from: LedgerReader,
  entryId: string,
  keys: KeyEncryption,
): Promise<Record<string, string>> {
  const fields: Record<string, string> = {}
  for (const disclosure of await disclosuresOf(from, entryId)) {
    const key = await knownKey(from, disclosure.subject, keys)
    if (key === null) continue
    const { name, value } = unseal(key, entryId, disclosure)
    fields[name] = value
  }
  return fields
}
