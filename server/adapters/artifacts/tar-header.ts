/** POSIX.1-1988 "ustar" headers (IEEE Std 1003.1 pax, "ustar Interchange Format"), with a pax `path` record for long names. */

export const BLOCK = 512

export interface TarEntry {
  /** Relative, `/`-separated; folders end with `/`. */
  path: string
  kind: 'file' | 'folder'
  executable: boolean
  size: number
}

/** Everything that varies between machines is fixed: owner 0, group 0, time 0, mode by the executable bit alone. */
export function encodeHeader(entry: TarEntry): Buffer {
  const name = Buffer.from(entry.path)
  if (name.length <= 100) return ustar(name, entry.kind === 'folder' ? '5' : '0', modeOf(entry), entry.size)
  const record = paxRecord('path', entry.path)
  return Buffer.concat([
    ustar(Buffer.from('pax'), 'x', 0o644, record.length),
    padded(record),
    ustar(name.subarray(0, 100), entry.kind === 'folder' ? '5' : '0', modeOf(entry), entry.size),
  ])
}

export interface DecodedHeader {
  type: string
  name: string
  mode: number
  size: number
}

/** Null at the end of the archive. @throws Error on a header whose checksum does not hold. */
export function decodeHeader(block: Buffer): DecodedHeader | null {
  if (block.every((byte) => byte === 0)) return null
  if (checksum(block) !== octal(block, 148, 8)) throw new Error('The archive has a damaged header.')
  return {
    name: text(block, 0, 100),
    mode: octal(block, 100, 8),
    size: octal(block, 124, 12),
    type: text(block, 156, 1),
  }
}

/** The `path` of a pax extended header, if it has one. */
export function paxPath(records: Buffer): string | null {
  let at = 0
  while (at < records.length) {
    const space = records.indexOf(0x20, at)
    const length = Number(records.toString('utf8', at, space))
    const [key, ...value] = records.toString('utf8', space + 1, at + length - 1).split('=')
    if (key === 'path') return value.join('=')
    at += length
  }
  return null
}

export function paddingOf(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK
}

function ustar(name: Buffer, type: string, mode: number, size: number): Buffer {
  const block = Buffer.alloc(BLOCK)
  name.copy(block, 0)
  writeOctal(block, mode, 100, 8)
  writeOctal(block, 0, 108, 8)
  writeOctal(block, 0, 116, 8)
  writeOctal(block, size, 124, 12)
  writeOctal(block, 0, 136, 12)
  block.write(type, 156)
  block.write('ustar\u000000', 257)
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148)
  return block
}

function checksum(block: Buffer): number {
  return block.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0)
}

/** `<length> <key>=<value>\n`, where the length counts its own digits. */
function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.byteLength(` ${key}=${value}\n`)
  let length = rest + String(rest).length
  if (String(length).length + rest !== length) length = rest + String(length).length
  return Buffer.from(`${length} ${key}=${value}\n`)
}

function padded(content: Buffer): Buffer {
  return Buffer.concat([content, Buffer.alloc(paddingOf(content.length))])
}

function modeOf(entry: TarEntry): number {
  return entry.kind === 'folder' || entry.executable ? 0o755 : 0o644
}

function writeOctal(block: Buffer, value: number, at: number, length: number): void {
  block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at)
}

function octal(block: Buffer, at: number, length: number): number {
  return Number.parseInt(text(block, at, length).trim() || '0', 8)
}

function text(block: Buffer, at: number, length: number): string {
  const end = block.indexOf(0, at)
  return block.toString('utf8', at, end === -1 || end > at + length ? at + length : end)
}
