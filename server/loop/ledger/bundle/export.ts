import { notFound } from '#server/platform/errors.ts'
import type { Signer } from '#server/ports/signer.ts'
import {
  type Bytes,
  canonicalize,
  encodeEnvelope,
  preAuthenticationEncoding,
  sha256,
  toBase64,
  toHex,
  utf8,
} from '../format/index.ts'
import { Provers } from '../keyset/proved.ts'
import { lastKeysets } from '../keyset/store.ts'
import type { LedgerReader } from '../ports.ts'
import { gzipStored } from '../proof/gzip.ts'
import { type BundleManifest, bundleFormat, bundlePayloadType, type Listed, paths } from '../proof/manifest.ts'
import { type ArchiveFile, tar } from '../proof/tar.ts'
import { headOf, type Prover } from '../prove.ts'
import { shownOf } from '../shown.ts'
import { type EntryRow, rowsOfChange } from '../store.ts'
import { newestWitnessed } from '../witness/store.ts'
import { type AnchorPart, anchorsOf } from './anchors.ts'
import { report } from './report.ts'

export interface ExportedBundle {
  /** A `.tar.gz`. */
  bytes: Bytes
  /** The bundle's name: sha256 of its manifest, hexadecimal. */
  manifestSha256: string
  /** The head is not witnessed, though this log's heads are: its cosignatures follow in a moment. */
  cosignaturesFollow: boolean
}

/** Some entries are not in the tree yet: try again in a moment. */
export class NotYetSequenced extends Error {
  override readonly name = 'NotYetSequenced'
}

/**
 * Everything a stranger needs to check one change offline. The same entries under the same head, with the same anchors and
 * cosignatures, always give the same bytes.
 * @throws NotYetSequenced while entries wait; Failure `notFound` when the change has none.
 */
export async function exportBundle(from: LedgerReader, changeId: string, signer: Signer): Promise<ExportedBundle> {
  const rows = await rowsOfChange(from, changeId)
  if (rows.length === 0) throw notFound('change')
  const waiting = rows.filter((row) => row.idx === null).length
  const home = rows.at(-1)?.shard
  if (!home || waiting > 0) throw new NotYetSequenced(`${waiting} of ${rows.length} entries are not in the tree yet`)
  // Read before any head is taken: what is under a tree now is under every later head of it.
  const keysets = await lastKeysets(from)
  const provers = new Provers(from, [...rows, ...keysets])
  const parts = [await filesOf('entries', rows, provers), await filesOf('keyset', keysets, provers)] as const
  const prover = await provers.of(home)
  const anchors = await anchorsOf(from, home, lastIndex(rows, home), prover)
  const cosignaturesFollow = !prover.witnessed && (await newestWitnessed(from, home)) !== null
  return { ...(await pack({ changeId, rows, prover, provers, parts, anchors }, signer)), cosignaturesFollow }
}

const lastIndex = (rows: readonly EntryRow[], home: string) =>
  Math.max(...rows.filter(({ shard }) => shard === home).map(({ idx }) => idx ?? 0))

interface Part {
  listed: Listed[]
  files: ArchiveFile[]
}

async function filesOf(folder: string, rows: readonly EntryRow[], provers: Provers): Promise<Part> {
  const part: Part = { listed: [], files: [] }
  for (const [at, row] of rows.entries()) {
    const name = `${folder}/${String(at).padStart(4, '0')}-${row.kind}`
    const proof = (await provers.proof(row)) ?? ''
    const listed = { envelope: `${name}.dsse.json`, proof: `${name}.tlog-proof`, index: row.idx as number }
    part.listed.push({ entryId: row.entry_id, kind: row.kind, leafSha256: toHex(row.leaf_hash), ...listed })
    part.files.push({ path: listed.envelope, data: row.envelope }, { path: listed.proof, data: utf8(proof) })
  }
  return part
}

async function pack(
  of: {
    changeId: string
    rows: readonly EntryRow[]
    prover: Prover
    provers: Provers
    parts: readonly [Part, Part]
    anchors: AnchorPart
  },
  signer: Signer,
): Promise<Omit<ExportedBundle, 'cosignaturesFollow'>> {
  const { origin, size, root } = headOf(of.prover.checkpoint)
  const others = (await of.provers.all())
    .map(({ checkpoint }) => headOf(checkpoint))
    .filter((each) => each.origin !== origin)
  const [entries, keysets] = of.parts
  const entriesShown = of.rows.map(shownOf)
  const page = {
    path: paths.report,
    data: utf8(report(of.changeId, { origin, size }, entriesShown, of.anchors.listed)),
  }
  const files = [page, ...entries.files, ...keysets.files, ...of.anchors.files]
  const manifest: BundleManifest = {
    format: bundleFormat,
    changeId: of.changeId,
    origin,
    head: { size, root: toBase64(root) },
    ...(others.length > 0 ? { others: others.map((each) => ({ ...each, root: toBase64(each.root) })) } : {}),
    entries: entries.listed,
    keysets: keysets.listed,
    anchors: of.anchors.listed,
    files: files.map(({ path, data }) => ({ path, sha256: toHex(sha256(data)) })),
  }
  const data = utf8(canonicalize(manifest))
  const signed = { path: paths.signature, data: await sign(data, signer) }
  const bytes = gzipStored(tar([{ path: paths.manifest, data }, signed, ...files]))
  return { bytes, manifestSha256: toHex(sha256(data)) }
}

async function sign(payload: Bytes, signer: Signer): Promise<Bytes> {
  const { keyId, signature } = await signer.sign('entry', preAuthenticationEncoding(bundlePayloadType, payload))
  const signatures = [{ keyid: keyId, sig: Uint8Array.from(signature) }]
  return encodeEnvelope({ payloadType: bundlePayloadType, payload, signatures })
}
