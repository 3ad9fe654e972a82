import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { replaceFile, type StoredBlob } from './blobs.ts'
import { manifestType } from './manifest.ts'

/**
 * Lists an artifact in the layout's `index.json`. Writers in several processes need no lock: each leaves a mark first and
 * writes until the marks it wrote are the marks there are.
 */
export async function catalogue(root: string, manifest: StoredBlob): Promise<void> {
  const marks = join(root, 'manifests')
  await mkdir(marks, { recursive: true })
  await writeFile(join(marks, manifest.digest.replace('sha256:', '')), String(manifest.size))
  await replaceFile(join(root, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }))
  let listed: string[] = []
  for (;;) {
    const present = (await readdir(marks)).sort()
    if (present.join() === listed.join()) return
    await replaceFile(join(root, 'index.json'), JSON.stringify(await index(root, present)))
    listed = present
  }
}

async function index(root: string, hexes: readonly string[]): Promise<unknown> {
  const manifests = await Promise.all(
    hexes.map(async (hex) => ({
      mediaType: manifestType,
      digest: `sha256:${hex}`,
      size: (await stat(join(root, 'blobs/sha256', hex))).size,
    })),
  )
  return { schemaVersion: 2, manifests }
}
