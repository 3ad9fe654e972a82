import { crc32, deflateSync, inflateSync } from 'node:zlib'

/** A picture as rows of pixels, three bytes each: red, green, blue. */
export interface Pixels {
  width: number
  height: number
  bytes: Uint8Array
}

/** A picture as one byte a pixel, each naming one of at most 256 colours. */
export interface Indexed {
  width: number
  height: number
  indexes: Uint8Array
  /** Three bytes a colour. */
  palette: Uint8Array
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const colourTypes = { rgb: 2, indexed: 3, rgba: 6 } as const

/** Reads a PNG as a browser writes it: eight bits a channel, not interlaced. Transparency is left out. */
export function readPng(file: Uint8Array): Pixels {
  const chunks = chunksOf(Buffer.from(file))
  const header = chunks.find(({ type }) => type === 'IHDR')?.data
  const [width, height] = [header?.readUInt32BE(0) ?? 0, header?.readUInt32BE(4) ?? 0]
  const [depth, colourType, , , interlaced] = header?.subarray(8) ?? []
  const known = colourType === colourTypes.rgb || colourType === colourTypes.rgba
  if (depth !== 8 || !known || interlaced !== 0) throw new Error('not a PNG as a browser writes it')
  const channels = colourType === colourTypes.rgb ? 3 : 4
  const data = chunks.flatMap(({ type, data: part }) => (type === 'IDAT' ? [part] : []))
  const whole = unfiltered(inflateSync(Buffer.concat(data)), width * channels, channels)
  return { width, height, bytes: channels === 3 ? whole : withoutAlpha(whole) }
}

/** Writes a PNG with a palette. */
export function writePng({ width, height, indexes, palette }: Indexed): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, colourTypes.indexed, 0, 0, 0], 8)
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) rows.set(indexes.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  const parts = [
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette)),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return Buffer.concat([signature, ...parts])
}

function chunksOf(file: Buffer): { type: string; data: Buffer }[] {
  if (!file.subarray(0, 8).equals(signature)) throw new Error('not a PNG')
  const chunks = []
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at)
    chunks.push({ type: file.toString('latin1', at + 4, at + 8), data: file.subarray(at + 8, at + 8 + length) })
    at += length + 12
  }
  return chunks
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const whole = Buffer.alloc(body.length + 8)
  whole.writeUInt32BE(data.length, 0)
  whole.set(body, 4)
  whole.writeUInt32BE(crc32(body), body.length + 4)
  return whole
}

/** Undoes the filters of PNG (ISO 15948 §9): each row says what was taken from its bytes before they were packed. */
function unfiltered(packed: Buffer, stride: number, step: number): Uint8Array {
  const rows = packed.length / (stride + 1)
  const whole = new Uint8Array(rows * stride)
  for (let y = 0; y < rows; y++) {
    const filter = packed[y * (stride + 1)]
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x
      const left = x < step ? 0 : (whole[at - step] ?? 0)
      const above = y === 0 ? 0 : (whole[at - stride] ?? 0)
      const corner = x < step || y === 0 ? 0 : (whole[at - stride - step] ?? 0)
      whole[at] = (packed[y * (stride + 1) + 1 + x] ?? 0) + taken(filter, left, above, corner)
    }
  }
  return whole
}

function taken(filter: number | undefined, left: number, above: number, corner: number): number {
  if (filter === 1) return left
  if (filter === 2) return above
  if (filter === 3) return (left + above) >> 1
  return filter === 4 ? paeth(left, above, corner) : 0
}

function paeth(left: number, above: number, corner: number): number {
  const [byLeft, byAbove] = [Math.abs(above - corner), Math.abs(left - corner)]
  const byCorner = Math.abs(left + above - 2 * corner)
  if (byLeft <= byAbove && byLeft <= byCorner) return left
  return byAbove <= byCorner ? above : corner
}

function withoutAlpha(bytes: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((bytes.length / 4) * 3)
  for (let at = 0, to = 0; at < bytes.length; at += 4, to += 3) rgb.set(bytes.subarray(at, at + 3), to)
  return rgb
}
