import * as z from 'zod/mini'
import type { ArtifactAnnotations } from '#server/ports/artifacts.ts'
import type { StoredBlob } from './blobs.ts'

/** OCI image manifests (opencontainers/image-spec v1.1, manifest.md and config.md), with every optional field that could vary left out. */

export const manifestType = 'application/vnd.oci.image.manifest.v1+json'
const configType = 'application/vnd.oci.image.config.v1+json'
const layerType = 'application/vnd.oci.image.layer.v1.tar'

const Descriptor = z.object({ mediaType: z.string(), digest: z.string(), size: z.int() })
const ImageManifest = z.object({
  schemaVersion: z.literal(2),
  mediaType: z.literal(manifestType),
  config: Descriptor,
  layers: z.tuple([Descriptor]),
  annotations: z.record(z.string(), z.string()),
})
export type ImageManifest = z.infer<typeof ImageManifest>

/** The layer holds scripts, not machine code; the format demands a platform, and one fixed value keeps digests the same everywhere. */
export function imageConfig(layerDigest: string): unknown {
  return { architecture: 'amd64', os: 'linux', config: {}, rootfs: { type: 'layers', diff_ids: [layerDigest] } }
}

export function imageManifest(
  config: StoredBlob,
  layer: StoredBlob,
  files: number,
  annotations: ArtifactAnnotations,
): ImageManifest {
  const named = Object.entries({ ...annotations, 'dominion.files': String(files) }).sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    schemaVersion: 2,
    mediaType: manifestType,
    config: { mediaType: configType, digest: config.digest, size: config.size },
    layers: [{ mediaType: layerType, digest: layer.digest, size: layer.size }],
    annotations: Object.fromEntries(named),
  }
}

/** @throws when the bytes are not a manifest of ours. */
export function readManifest(bytes: Buffer): ImageManifest {
  return ImageManifest.parse(JSON.parse(bytes.toString('utf8')))
}
