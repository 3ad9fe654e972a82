import { type Bytes, concat, utf8 } from '../format/index.ts'
import { ArchiveError } from './gzip.ts'

/** POSIX ustar, plain files only, every field fixed: the same files always give the same bytes. */

export interface ArchiveFile {
  path: string
  data: Uint8Array
}

const block = 512

export function tar(files: readonly ArchiveFile[]): Bytes {
  return concat(
    ...files.flatMap(({ path, data }) => [headerOf(path, data.length), data, padding(data.length)]),
    new Uint8Array(2 * block),
  )
}

/** Reads paths and contents only; the caller compares the rest with what `tar` would write. @throws ArchiveError */
export function untar(bytes: Uint8Array): ArchiveFile[] {
  const files: ArchiveFile[] = []
  for (let at = 0; at + block <= bytes.length && bytes[at] !== 0; ) {
    const path = field(bytes, at, 100)
    const size = Number.parseInt(field(bytes, at + 124, 12), 8)
    const start = at + block
    if (!Number.isSafeInteger(size) || start + size > bytes.length) {
      throw new ArchiveError(`the file after ${files.at(-1)?.path ?? 'the beginning'} cannot be read`)
    }
    files.push({ path, data: bytes.subarray(start, start + size) })
    at = start + Math.ceil(size / block) * block
  }
  return files
}

function headerOf(path: string, size: number): Bytes {
  const name = utf8(path)
  if (name.length > 99) throw new RangeError(`the path is too long for an archive: ${path}`)
  const header = new Uint8Array(block)
  const put = (text: string, at: number) => header.set(utf8(text), at)
  header.set(name)
  put('0000644\0', 100)
  put('0000000\0', 108)
  put('0000000\0', 116)
  put(`${size.toString(8).padStart(11, '0')}\0`, 124)
  put('00000000000\0', 136)
  put('        0', 148)
  put('ustar', 257)
  put('00', 263)
  const sum = header.reduce((total, byte) => total + byte, 0)
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

function padding(size: number): Bytes {
  return new Uint8Array((block - (size % block)) % block)
}

function field(bytes: Uint8Array, at: number, length: number): string {
  const part = bytes.subarray(at, at + length)
  const end = part.indexOf(0)
  return new TextDecoder().decode(end < 0 ? part : part.subarray(0, end))
}
