import * as z from 'zod/mini'
import {
  decodeEnvelope,
  decodeStatement,
  formatVerifierKey,
  fromBase64,
  keyIdOf,
  type NoteKey,
  noteKey,
  parseCosignerKey,
  parsePolicy,
  parseVerifierKey,
  rawFromSpki,
} from '../format/index.ts'
import { Key, Keyset } from '../predicates/delivering.ts'
import { type TrustedKeys, VerificationFailed, verifyEntry } from './entry.ts'

/** As readers take it: fields of later versions are passed over. */
const Readable = z.object({ ...Keyset.shape, keys: z.array(z.object(Key.shape)) })

/** A `keyset` entry's bytes with its proof. */
export interface ProvedKeyset {
  envelope: Uint8Array
  proof: string
}

/**
 * Whose signatures count, from one tree's key on: what that tree holds names the keys of the trees beside it, and those
 * theirs. A keyset in a tree that no trusted one names adds nothing.
 * @param pinned a tree's key as a C2SP verifier key; null trusts the newest tree at hand
 * @throws VerificationFailed when nothing hangs on it, or when keysets contradict each other
 */
export async function keysOf(keysets: readonly ProvedKeyset[], pinned: string | null): Promise<TrustedKeys> {
  const first = pinned ?? newestKey(keysets)
  if (first === null) throw new VerificationFailed('no entry names the log’s keys')
  const root = parseVerifierKey(first)
  const believed: Keyset[] = []
  let waiting = [...keysets]
  for (let trusted = startingAt(root); ; trusted = keysNamed(believed, root)) {
    const held = await Promise.all(waiting.map(async (keyset) => [keyset, await believable(keyset, trusted)] as const))
    const added = held.flatMap(([, keyset]) => keyset ?? [])
    if (added.length === 0) break
    believed.push(...added)
    waiting = held.flatMap(([keyset, read]) => (read ? [] : [keyset]))
  }
  if (believed.length > 0) return keysNamed(believed, root)
  throw new VerificationFailed(pinned ? 'the log’s key is not the one you trust' : 'no entry names the log’s keys')
}

/** All keys that keysets name. @throws VerificationFailed when two give one tree different keys, or a key another's id. */
export function keysNamed(keysets: readonly Keyset[], root?: NoteKey): TrustedKeys {
  const checkpoints = new Map<string, NoteKey>(root ? [[root.name, root]] : [])
  const [entries, ended] = [new Map<string, Uint8Array>(), new Map<string, string>()]
  for (const { checkpointKey, keys } of keysets) {
    addTree(checkpoints, parseVerifierKey(checkpointKey))
    for (const { purpose, keyId, spki, log, until } of keys) {
      if (keyIdOf(fromBase64(spki)) !== keyId) throw new VerificationFailed(`key ${keyId} does not match its id`)
      const raw = rawFromSpki(fromBase64(spki))
      if (purpose === 'checkpoint' && log) addTree(checkpoints, noteKey(log, raw))
      if (purpose !== 'entry') continue
      entries.set(keyId, raw)
      if (until) ended.set(keyId, until)
    }
  }
  return { checkpoints, entries, ended, ...cosignersNamed(keysets) }
}

/** Newest first: a head was countersigned by the policy of its time. */
function cosignersNamed(keysets: readonly Keyset[]): Pick<TrustedKeys, 'policies' | 'cosigners'> {
  const newestFirst = keysets.toReversed()
  return {
    policies: newestFirst.flatMap(({ witnessPolicy }) => (witnessPolicy ? [parsePolicy(witnessPolicy)] : [])),
    cosigners: newestFirst.flatMap((keyset) => (keyset.cosignerKey ? [parseCosignerKey(keyset.cosignerKey)] : [])),
  }
}

/** @throws VerificationFailed when the entry is none. */
export function readKeyset(envelope: Uint8Array): Keyset {
  const { predicate } = decodeStatement(decodeEnvelope(envelope).payload)
  const parsed = Readable.safeParse(predicate)
  if (!parsed.success) throw new VerificationFailed('a keyset entry cannot be read')
  return parsed.data
}

const startingAt = (root: NoteKey): TrustedKeys => ({
  checkpoints: new Map([[root.name, root]]),
  entries: new Map(),
  ended: new Map(),
  policies: [],
  cosigners: [],
})

function addTree(checkpoints: Map<string, NoteKey>, key: NoteKey): void {
  const known = checkpoints.get(key.name)
  if (known && formatVerifierKey(known) !== formatVerifierKey(key)) {
    throw new VerificationFailed(`two keys are named for the tree of ${key.name}`)
  }
  checkpoints.set(key.name, key)
}

/** Proved under a trusted tree, and signed by a trusted key or by one that it names itself: then the tree vouches for it. */
async function believable({ envelope, proof }: ProvedKeyset, trusted: TrustedKeys): Promise<Keyset | null> {
  try {
    const keyset = readKeyset(envelope)
    const entries = new Map([...keysNamed([keyset]).entries, ...trusted.entries])
    await verifyEntry(envelope, proof, { ...trusted, entries })
    return keyset
  } catch {
    // Whoever was to be trusted for it is not known (yet); the check of the entry itself names what is wrong.
    return null
  }
}

function newestKey(keysets: readonly ProvedKeyset[]): string | null {
  for (const { envelope } of keysets.toReversed()) {
    try {
      return readKeyset(envelope).checkpointKey
    } catch {
      // Unreadable here; the check of the entry itself says so.
    }
  }
  return null
}
