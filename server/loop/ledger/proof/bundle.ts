import {
  decodeEnvelope,
  formatVerifierKey,
  fromUtf8,
  toBase64,
  type VerifyMlDsa,
  verifyEnvelope,
  verifyMlDsa44,
} from '../format/index.ts'
import { type EntryKind, predicateTypes } from '../vocabulary.ts'
import { anchorsNotProved, anchorsProved, verifyAnchors } from './anchors.ts'
import { type Claims, checkClaims } from './claims.ts'
import { type TrustedKeys, VerificationFailed, type VerifiedEntry, verifyEntry } from './entry.ts'
import { keysOf } from './keys.ts'
import { type Listed, paths } from './manifest.ts'
import { type OpenedBundle, openBundle } from './open.ts'
import { type BundleVerdict, type Fault, nameOf } from './verdict.ts'
import { witnessedSentences } from './witnessed-words.ts'
import { type Witnessing, witnessingOf } from './witnessing.ts'

export interface VerifyOptions {
  /** The tree's key as a C2SP verifier key, from somewhere you trust. Without it the bundle is checked against its own. */
  checkpointKey?: string
  /** Node's own, where WebCrypto has no ML-DSA. */
  verifyMlDsa?: VerifyMlDsa
}

/**
 * Checks an exported bundle offline and in full, in Node or in a browser. Never throws on what it is given: a verdict
 * names what was proved, or what does not hold.
 */
export async function verifyBundle(bytes: Uint8Array, options: VerifyOptions = {}): Promise<BundleVerdict> {
  const { checkpointKey, verifyMlDsa = verifyMlDsa44 } = options
  const bundle = openBundle(bytes)
  if (Array.isArray(bundle)) return rejected(null, bundle)
  try {
    const keysets = bundle.manifest.keysets.map(({ envelope, proof }) => ({
      envelope: fileOf(bundle, envelope),
      proof: fromUtf8(fileOf(bundle, proof)),
    }))
    const keys = await keysOf(keysets, checkpointKey ?? null)
    await verifySignature(bundle, keys)
    const faults: Fault[] = []
    await verifyAll(bundle, bundle.manifest.keysets, keys, faults)
    const entries = await verifyAll(bundle, bundle.manifest.entries, keys, faults)
    const claims = checkClaims(entries)
    faults.push(...claims.faults)
    if (faults.length > 0) return rejected(bundle, faults)
    const home = entries.filter(({ head }) => head.origin === bundle.manifest.origin)
    await verifyAnchors(bundle.manifest, home, (path) => fileOf(bundle, path), keys)
    const witnessing = await witnessingOfAll(home, keys, verifyMlDsa)
    return accepted(bundle, { keys, claims, witnessing, pinned: checkpointKey !== undefined })
  } catch (error) {
    return rejected(bundle, [{ where: 'the bundle', what: error instanceof Error ? error.message : String(error) }])
  }
}

/** That it signs the manifest was seen when the bundle was opened. */
async function verifySignature(bundle: OpenedBundle, keys: TrustedKeys): Promise<void> {
  try {
    await verifyEnvelope(decodeEnvelope(fileOf(bundle, paths.signature)), keys.entries)
  } catch (cause) {
    throw new VerificationFailed(`${paths.signature} holds no signature of a known key over ${paths.manifest}`, {
      cause,
    })
  }
}

async function verifyAll(
  bundle: OpenedBundle,
  listed: readonly Listed[],
  keys: TrustedKeys,
  faults: Fault[],
): Promise<VerifiedEntry[]> {
  const verified: VerifiedEntry[] = []
  for (const item of listed) {
    try {
      const entry = await verifyEntry(fileOf(bundle, item.envelope), fromUtf8(fileOf(bundle, item.proof)), keys)
      compare(bundle, item, entry)
      verified.push(entry)
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error)
      faults.push({ where: nameOf(bundle.manifest, item.envelope), what })
    }
  }
  return verified
}

/** What the manifest says of an entry is what the entry says of itself. */
function compare({ manifest }: OpenedBundle, item: Listed, entry: VerifiedEntry): void {
  const { header, index, leafSha256, head, statement } = entry
  if (header.entryId !== item.entryId || index !== item.index || leafSha256 !== item.leafSha256) {
    throw new VerificationFailed('the manifest speaks of another entry')
  }
  if (statement.predicateType !== predicateTypes[item.kind as EntryKind]) {
    throw new VerificationFailed(`it is not of kind ${item.kind}`)
  }
  const same = (each: { origin: string; size: number; root: string }) =>
    head.origin === each.origin && head.size === each.size && toBase64(head.root) === each.root
  if (!headsOf(manifest).some(same)) throw new VerificationFailed('it is proved under another head')
  if (manifest.entries.includes(item) && header.changeId !== manifest.changeId) {
    throw new VerificationFailed('it belongs to another change')
  }
}

/** Every proof brings its own copy of the head; what all of them show is what is shown. @throws VerificationFailed */
async function witnessingOfAll(
  entries: readonly VerifiedEntry[],
  keys: TrustedKeys,
  verifyMlDsa: VerifyMlDsa,
): Promise<Witnessing> {
  const notes = new Set(entries.map(({ note }) => note))
  if (notes.size !== 1) throw new VerificationFailed('its proofs stand under different copies of the head')
  return await witnessingOf([...notes][0] as string, keys, verifyMlDsa)
}

function fileOf({ files }: OpenedBundle, path: string): Uint8Array {
  const data = files.get(path)
  if (data === undefined) throw new VerificationFailed(`${path} is missing`)
  return data
}

function accepted(
  bundle: OpenedBundle,
  of: { keys: TrustedKeys; claims: Claims; witnessing: Witnessing; pinned: boolean },
): BundleVerdict {
  const { manifest } = bundle
  const { keys, pinned } = of
  const { evidence, approvals } = of.claims
  const witnessed = witnessedSentences(of.witnessing)
  const count = manifest.entries.length
  return {
    ...summary(bundle),
    ok: true,
    proved: [
      'Every byte of this archive is as it was exported; its manifest is signed by the log’s own key.',
      `Each of the ${count} entries of ${manifest.changeId} was signed by a key the log names, and none was altered since.`,
      `Each is in ${headsOf(manifest).map(treeOf).join(', or in ')}.`,
      ...anchorsProved(manifest),
      ...witnessed.proved,
      ...evidence.map((digest) => `Evidence ${digest} lists only entries of this bundle, unaltered.`),
      ...(approvals > 0 ? [`${approvals} approval(s) of the release are bound to that evidence.`] : []),
    ],
    notProved: [
      ...(pinned
        ? []
        : [`The log’s key was taken from the bundle. Compare it with one you trust: ${keyOf(keys, manifest.origin)}`]),
      'That no entry of this change was left out: a log proves what is in it, not that a list is complete.',
      ...witnessed.notProved,
      ...anchorsNotProved(manifest),
    ],
    faults: [],
  }
}

const headsOf = ({ origin, head, others = [] }: OpenedBundle['manifest']) => [{ origin, ...head }, ...others]
const treeOf = ({ origin, size }: { origin: string; size: number }) =>
  `the tree of ${size} entries that ${origin} signed`

function keyOf({ checkpoints }: TrustedKeys, origin: string): string {
  const key = checkpoints.get(origin)
  return key ? formatVerifierKey(key) : ''
}

function rejected(bundle: OpenedBundle | null, faults: readonly Fault[]): BundleVerdict {
  return { ...summary(bundle), ok: false, proved: [], notProved: [], faults }
}

function summary(bundle: OpenedBundle | null) {
  const manifest = bundle?.manifest
  return {
    changeId: manifest?.changeId ?? null,
    origin: manifest?.origin ?? null,
    headSize: manifest?.head.size ?? null,
    manifestSha256: bundle?.manifestSha256 ?? null,
    entries: (manifest?.entries ?? []).map(({ entryId, kind, index }) => ({ entryId, kind, index })),
  }
}
