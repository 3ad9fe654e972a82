import { randomUUID } from 'node:crypto'
import { chmod, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type ArtifactDescription, ArtifactFault, type ArtifactStore } from '#server/ports/artifacts.ts'
import { type Blobs, blobsIn } from './blobs.ts'
import { catalogue } from './catalogue.ts'
import { type ImageManifest, imageConfig, imageManifest, readManifest } from './manifest.ts'
import { countFiles, extract } from './tar-read.ts'
import { archiveOf } from './tar-write.ts'

/** An OCI image layout on disk (opencontainers/image-spec v1.1): what runs here can be pushed to a registry unchanged. */
export function ociLayout(root: string): ArtifactStore {
  const blobs = blobsIn(join(root, 'blobs/sha256'))

  return {
    async put(folder, annotations) {
      await mkdir(root, { recursive: true })
      const layer = await blobs.write(archiveOf(folder))
      const config = await blobs.writeJson(imageConfig(layer.digest))
      const manifest = await blobs.writeJson(imageManifest(config, layer, await countFiles(layer.path), annotations))
      await catalogue(root, manifest)
      return described(manifest.digest, await manifestOf(blobs, manifest.digest))
    },

    async unpack(digest, folder) {
      const manifest = await manifestOf(blobs, digest)
      const layer = manifest.layers[0]
      await mustBeIntact(blobs, [layer.digest, manifest.config.digest])
      if (await exists(folder)) return mustEqual(blobs, folder, layer.digest)
      await unpackWhole(blobs.pathOf(layer.digest), folder)
      await mustEqual(blobs, folder, layer.digest)
    },

    async verify(digest) {
      try {
        const manifest = await manifestOf(blobs, digest)
        await mustBeIntact(blobs, [manifest.layers[0].digest, manifest.config.digest])
        return { intact: true }
      } catch (error) {
        if (error instanceof ArtifactFault && error.fault !== 'unsupported') {
          return { intact: false, fault: error.fault, what: error.message }
        }
        throw error
      }
    },

    async describe(digest) {
      if (!(await blobs.has(digest))) return null
      return described(digest, await manifestOf(blobs, digest))
    },
  }
}

async function manifestOf(blobs: Blobs, digest: string): Promise<ImageManifest> {
  if (!(await blobs.has(digest))) throw new ArtifactFault('unknown', `There is no artifact ${digest} here.`)
  await mustBeIntact(blobs, [digest])
  return readManifest(await blobs.read(digest))
}

async function mustBeIntact(blobs: Blobs, digests: readonly string[]): Promise<void> {
  for (const digest of digests) {
    if (!(await blobs.has(digest)))
      throw new ArtifactFault('tampered', `A part of the artifact, ${digest}, is missing.`)
    if ((await blobs.hash(digest)) !== digest)
      throw new ArtifactFault('tampered', `The stored bytes of ${digest} were changed.`)
  }
}

async function mustEqual(blobs: Blobs, folder: string, layer: string): Promise<void> {
  if ((await blobs.hashOf(archiveOf(folder))) !== layer) {
    throw new ArtifactFault(
      'tampered',
      `The files in ${folder} are not those of the artifact; remove the folder to unpack it again.`,
    )
  }
}

/** Renamed into place when complete, so a crash never leaves half an artifact under its name. */
async function unpackWhole(archive: string, folder: string): Promise<void> {
  const partial = `${folder}.${randomUUID()}`
  await mkdir(dirname(folder), { recursive: true })
  await mkdir(partial)
  await extract(archive, partial)
  await chmod(partial, 0o755)
  await rename(partial, folder).catch(async (error: NodeJS.ErrnoException) => {
    await removeReadOnly(partial)
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  })
  await chmod(folder, 0o555)
}

async function removeReadOnly(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const item of await readdir(folder, { withFileTypes: true })) {
    if (item.isDirectory()) await removeReadOnly(join(folder, item.name))
  }
  await rm(folder, { recursive: true })
}

function described(digest: string, manifest: ImageManifest): ArtifactDescription {
  const { 'dominion.files': files = '0', ...annotations } = manifest.annotations
  return {
    digest,
    sizeBytes: manifest.layers[0].size,
    files: Number(files),
    annotations,
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )
}
