import { canonicalize, decodeEnvelope, equalBytes, fromUtf8, sha256, toHex } from '../format/index.ts'
import { ArchiveError, gunzipStored, gzipStored } from './gzip.ts'
import { BundleManifest, bundlePayloadType, orderOf, paths } from './manifest.ts'
import { type ArchiveFile, tar, untar } from './tar.ts'
import { type Fault, nameOf } from './verdict.ts'

/** The archive's files, once each of its bytes is accounted for: by the manifest's digests, or by the archive's one spelling. */
export interface OpenedBundle {
  manifest: BundleManifest
  files: ReadonlyMap<string, Uint8Array>
  manifestSha256: string
}

/** The bundle, or what was altered. Nothing signed is checked yet. */
export function openBundle(bytes: Uint8Array): OpenedBundle | Fault[] {
  try {
    const list = untar(gunzipStored(bytes))
    const files = new Map(list.map(({ path, data }) => [path, data]))
    const manifest = readManifest(files.get(paths.manifest))
    const altered = [
      ...alteredManifest(files),
      ...alteredFiles(manifest, files),
      ...alteredFrame(bytes, list, manifest),
    ]
    if (altered.length > 0) return altered
    return { manifest, files, manifestSha256: toHex(sha256(files.get(paths.manifest) as Uint8Array)) }
  } catch (error) {
    if (error instanceof ArchiveError) return [{ where: 'the archive', what: error.message }]
    throw error
  }
}

function readManifest(data: Uint8Array | undefined): BundleManifest {
  try {
    const text = fromUtf8(data ?? new Uint8Array())
    const json: unknown = JSON.parse(text)
    if (canonicalize(json) === text) return BundleManifest.parse(json)
  } catch (cause) {
    throw new ArchiveError(`${paths.manifest} cannot be read`, { cause })
  }
  throw new ArchiveError(`${paths.manifest} is not in its canonical form`)
}

/** The manifest is there twice, once inside its signature: a change of either shows before anybody's key is known. */
function* alteredManifest(files: ReadonlyMap<string, Uint8Array>): Iterable<Fault> {
  const signature = files.get(paths.signature)
  if (signature && signs(signature, files.get(paths.manifest) as Uint8Array)) return
  yield { where: paths.manifest, what: `it is not what ${paths.signature} signs: one of the two was changed` }
}

function signs(envelope: Uint8Array, manifest: Uint8Array): boolean {
  try {
    const { payload, payloadType } = decodeEnvelope(envelope)
    return payloadType === bundlePayloadType && equalBytes(payload, manifest)
  } catch {
    return false
  }
}

function* alteredFiles(manifest: BundleManifest, files: ReadonlyMap<string, Uint8Array>): Iterable<Fault> {
  for (const { path, sha256: expected } of manifest.files) {
    const data = files.get(path)
    if (data === undefined) yield { where: nameOf(manifest, path), what: `${path} is missing` }
    else if (toHex(sha256(data)) !== expected) yield { where: nameOf(manifest, path), what: `${path} was changed` }
  }
}

/** What no digest covers: names, order, padding, checksums. */
function* alteredFrame(bytes: Uint8Array, list: readonly ArchiveFile[], manifest: BundleManifest): Iterable<Fault> {
  const expected = orderOf(manifest)
  const listed = [paths.manifest, paths.signature, ...manifest.files.map(({ path }) => path)]
  const wrong = expected.find((path, i) => path !== list[i]?.path || path !== listed[i])
  if (wrong !== undefined || list.length !== expected.length || listed.length !== expected.length) {
    yield {
      where: wrong === undefined ? 'the archive' : nameOf(manifest, wrong),
      what: 'the files are not those of the manifest',
    }
    return
  }
  const spelled = gzipStored(tar(list))
  if (equalBytes(spelled, bytes)) return
  const at = spelled.findIndex((byte, i) => byte !== bytes[i])
  const path = pathAt(at < 0 ? spelled.length : at, list)
  yield { where: nameOf(manifest, path), what: `the archive was altered at byte ${at < 0 ? spelled.length : at}` }
}

/** The file whose part of the archive holds this byte of the gzip stream. */
function pathAt(offset: number, list: readonly ArchiveFile[]): string | null {
  const [block, within] = [Math.floor((offset - 10) / 65_540), (offset - 10) % 65_540]
  let left = block * 65_535 + Math.max(0, within - 5)
  for (const { path, data } of list) {
    left -= 512 + Math.ceil(data.length / 512) * 512
    if (left < 0) return path
  }
  return null
}
