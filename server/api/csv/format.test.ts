import { describe, expect, it } from 'vitest'
import { type Cell, csv, csvCell } from './format.ts'

/** What a reader that follows RFC 4180 finds in one cell. */
function read(cell: string): string {
  return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell
}

async function written(cells: readonly Cell[][]): Promise<string> {
  const columns = { a: (row: Cell[]) => row[0] ?? null, b: (row: Cell[]) => row[1] ?? null }
  const parts: string[] = []
  for await (const part of csv(
    columns,
    (async function* () {
      yield cells
    })(),
  ))
    parts.push(part)
  return parts.join('')
}

describe('a cell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1 (868) 555', "'+1 (868) 555"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t'=1"],
    ['\t1', "'\t1"],
    ['\r1', "'\r1"],
    ['  =1', "'  =1"],
    ['＝1+1', "'＝1+1"],
    ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
    ['a;=1+1', "a;'=1+1"],
    ['a; =1+1', "a; '=1+1"],
    ['a\n@b', "a\n'@b"],
  ])('%j is no formula', (text, shown) => expect(read(csvCell(text))).toBe(shown))

  it.each([
    'plain words',
    'a "quoted" word',
    'one, two',
    'first\r\nsecond',
    '  spaces around  ',
    '‮سفن‬ في الميناء',
    '⚓️👩‍🚀 déjà-vu',
    'a-b=c',
    `"${'x"\n'.repeat(3_333)}`,
    'y'.repeat(10_000),
    '',
  ])('keeps %j as it is', (text) => expect(read(csvCell(text))).toBe(text))

  it('never leaves a comma, quote or line break bare', () => {
    for (const text of ['a,b', 'a"b', 'a\nb', 'a\rb', ',', '"', '\n', ';', '\t']) {
      expect(csvCell(text)).toMatch(/^"[^]*"$/)
    }
  })

  it('writes what is not text plainly: a number is no formula of anyone', () => {
    const at = new Date('2026-01-02T03:04:05.678Z')
    expect([-1, 2.5, true, null, at].map(csvCell)).toEqual(['-1', '2.5', 'true', '', '2026-01-02T03:04:05.678Z'])
  })
})

describe('a table', () => {
  it('begins with its columns and ends every line as RFC 4180 asks', async () => {
    expect(
      await written([
        ['1', null],
        ['=x', 'y,z'],
      ]),
    ).toBe('a,b\r\n1,\r\n"\'=x","y,z"\r\n')
  })

  it('without rows is its columns', async () => expect(await written([])).toBe('a,b\r\n'))
})
