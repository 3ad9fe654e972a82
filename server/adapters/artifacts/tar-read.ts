import { chmod, type FileHandle, mkdir, open, writeFile } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { ArtifactFault } from '#server/ports/artifacts.ts'
import { BLOCK, decodeHeader, paddingOf, paxPath } from './tar-header.ts'

/** Writes an archive's files under an empty folder, read-only (0444, 0555 for executables and folders). */
export async function extract(archive: string, folder: string): Promise<void> {
  const folders: string[] = [folder]
  for await (const { path, mode, content } of entriesIn(archive)) {
    const target = join(folder, inside(path))
    if (content === null) {
      await mkdir(target, { recursive: true })
      folders.push(target)
      continue
    }
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, content)
    await chmod(target, mode & 0o100 ? 0o555 : 0o444)
  }
  for (const made of folders.reverse()) await chmod(made, 0o555)
}

/** How many files (folders not counted) an archive holds. */
export async function countFiles(archive: string): Promise<number> {
  let files = 0
  for await (const entry of entriesIn(archive)) if (entry.content !== null) files++
  return files
}

async function* entriesIn(archive: string): AsyncGenerator<{ path: string; mode: number; content: Buffer | null }> {
  const file = await open(archive)
  try {
    let at = 0
    let longPath: string | null = null
    for (;;) {
      const header = decodeHeader(await bytes(file, at, BLOCK))
      if (header === null) return
      const content = await bytes(file, at + BLOCK, header.size)
      at += BLOCK + header.size + paddingOf(header.size)
      if (header.type === 'x') {
        longPath = paxPath(content)
        continue
      }
      yield { path: longPath ?? header.name, mode: header.mode, content: header.type === '5' ? null : content }
      longPath = null
    }
  } finally {
    await file.close()
  }
}

async function bytes(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, at)
  if (bytesRead !== length) throw new ArtifactFault('tampered', 'The archive ends too early.')
  return buffer
}

function inside(path: string): string {
  const clean = normalize(path)
  if (clean.startsWith('/') || clean.split('/').includes('..')) {
    throw new ArtifactFault('tampered', `The archive names ${path}, which lies outside its folder.`)
  }
  return clean
}
