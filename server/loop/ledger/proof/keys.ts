import {
  decodeEnvelope,
  decodeStatement,
  fromBase64,
  keyIdOf,
  parseCosignerKey,
  parsePolicy,
  parseVerifierKey,
  rawFromSpki,
} from '../format/index.ts'
import { Keyset } from '../predicates/delivering.ts'
import { type TrustedKeys, VerificationFailed } from './entry.ts'

/**
 * The keys a log names in its own `keyset` entries. They are checked like every entry, so whoever trusts the tree's key
 * trusts the rest. @throws VerificationFailed when they disagree with each other or with `pinned`.
 */
export function keysOf(envelopes: readonly Uint8Array[], pinned: string | null): TrustedKeys {
  const keysets = envelopes.map(keysetOf)
  const checkpointKey = pinned ?? keysets[0]?.checkpointKey
  if (checkpointKey === undefined) throw new VerificationFailed('no entry names the log’s keys')
  if (keysets.some((keyset) => keyset.checkpointKey !== checkpointKey)) {
    throw new VerificationFailed(
      pinned ? 'the log’s key is not the one you trust' : 'the log’s keysets name different keys',
    )
  }
  const entries = new Map<string, Uint8Array>()
  for (const { purpose, keyId, spki } of keysets.flatMap(({ keys }) => keys)) {
    if (keyIdOf(fromBase64(spki)) !== keyId) throw new VerificationFailed(`key ${keyId} does not match its id`)
    if (purpose === 'entry') entries.set(keyId, rawFromSpki(fromBase64(spki)))
  }
  const newestFirst = keysets.toReversed()
  return {
    checkpoint: parseVerifierKey(checkpointKey),
    entries,
    policies: newestFirst.flatMap(({ witnessPolicy }) => (witnessPolicy ? [parsePolicy(witnessPolicy)] : [])),
    cosigners: newestFirst.flatMap((keyset) => (keyset.cosignerKey ? [parseCosignerKey(keyset.cosignerKey)] : [])),
  }
}

function keysetOf(envelope: Uint8Array): Keyset {
  const { predicate } = decodeStatement(decodeEnvelope(envelope).payload)
  const known = Object.entries(predicate).filter(([name]) => name in Keyset.shape)
  const parsed = Keyset.safeParse(Object.fromEntries(known))
  if (!parsed.success) throw new VerificationFailed('a keyset entry cannot be read')
  return parsed.data
}
