import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ArtifactFault } from '#server/ports/artifacts.ts'
import { BLOCK, encodeHeader, paddingOf } from './tar-header.ts'

/** The folder as an archive: entries in byte order of their paths, nothing in it that depends on when or where it was built. */
export async function* archiveOf(folder: string): AsyncGenerator<Buffer> {
  for (const entry of await entriesOf(folder, '')) {
    if (entry.endsWith('/')) {
      yield encodeHeader({ path: entry, kind: 'folder', executable: true, size: 0 })
      continue
    }
    const file = join(folder, entry)
    const content = await readFile(file)
    const executable = ((await stat(file)).mode & 0o100) !== 0
    yield encodeHeader({ path: entry, kind: 'file', executable, size: content.length })
    yield content
    yield Buffer.alloc(paddingOf(content.length))
  }
  yield Buffer.alloc(2 * BLOCK)
}

async function entriesOf(root: string, under: string): Promise<string[]> {
  const found: string[] = []
  for (const item of await readdir(join(root, under), { withFileTypes: true })) {
    const path = `${under}${item.name}`
    if (item.isFile()) found.push(path)
    else if (item.isDirectory()) found.push(`${path}/`, ...(await entriesOf(root, `${path}/`)))
    else
      throw new ArtifactFault(
        'unsupported',
        `${path} is neither a file nor a folder, so it cannot be part of an artifact.`,
      )
  }
  return found.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
}
