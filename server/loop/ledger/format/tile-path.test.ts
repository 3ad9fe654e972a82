import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTilePath, tilePath } from './tile-path.ts'

describe('a tile’s path', () => {
  it.each([
    [{ level: 0, n: 0, width: 256 }, 'tile/0/000'],
    [{ level: 1, n: 67, width: 112 }, 'tile/1/067.p/112'],
    [{ level: 0, n: 999, width: 256 }, 'tile/0/999'],
    [{ level: 0, n: 1000, width: 256 }, 'tile/0/x001/000'],
    [{ level: 0, n: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
  ])('%j is %s', (name, path) => {
    expect(tilePath(name)).toBe(path)
    expect(parseTilePath(path)).toEqual(name)
  })

  it('is read back whatever the tile', () => {
    const names = fc.record({
      level: fc.nat(63),
      n: fc.nat({ max: 2 ** 40 }),
      width: fc.integer({ min: 1, max: 256 }),
    })
    fc.assert(
      fc.property(names, (name) => {
        expect(parseTilePath(tilePath(name))).toEqual(name)
      }),
    )
  })

  it.each([
    'tile/0/0',
    'tile/00/000',
    'tile/0/x000/001',
    'tile/0/000.p/256',
    'tile/0/000.p/0',
    'tile/0/000.p/01',
    'tile/64/000',
    'tile/-1/000',
    'tile/entries/000',
    'tile/0/../000',
    'tile/0/000/',
    `tile/0/${'x999/'.repeat(6)}999`,
  ])('%s is none', (path) => expect(parseTilePath(path)).toBeNull())
})
