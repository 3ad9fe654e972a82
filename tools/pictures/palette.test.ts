import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { indexed } from './palette.ts'
import { type Pixels, readPng, writePng } from './png.ts'

/** So many colours, one a pixel. */
function strip(colours: number): Pixels {
  const bytes = Uint8Array.from({ length: colours * 3 }, (_, at) => [at >> 8, at & 0xff, 7][at % 3] ?? 0)
  return { width: colours, height: 1, bytes }
}

describe('a palette', () => {
  it('keeps every colour of a picture with few', () => {
    const picture = strip(256)
    const { indexes, palette } = indexed(picture)
    const drawn = [...indexes].flatMap((index) => [...palette.subarray(index * 3, index * 3 + 3)])
    expect(Uint8Array.from(drawn)).toEqual(picture.bytes)
  })

  it('gives a colour too many its nearest', () => {
    const bytes = new Uint8Array([...strip(256).bytes, ...strip(256).bytes, 0, 2, 8])
    const { indexes, palette } = indexed({ width: 513, height: 1, bytes })
    const last = indexes[512] ?? 0
    expect([...palette.subarray(last * 3, last * 3 + 3)]).toEqual([0, 1, 7])
  })
})

describe('a written PNG', () => {
  const colours = Uint8Array.of(255, 255, 255, 20, 30, 40)
  const file = Buffer.from(writePng({ width: 2, height: 2, indexes: Uint8Array.of(0, 1, 1, 0), palette: colours }))

  it('has its rows, each unfiltered', () => {
    const at = file.indexOf('IDAT')
    const data = file.subarray(at + 4, at + 4 + file.readUInt32BE(at - 4))
    expect([...inflateSync(data)]).toEqual([0, 0, 1, 0, 1, 0])
  })

  it('is not taken for one of a browser', () => expect(() => readPng(file)).toThrow('as a browser writes it'))
})
