import { describe, expect, it } from 'vitest'
import { formatAddCheckpoint, formatTreeSize, parseAddCheckpoint, parseTreeSize } from './witness-wire.ts'

/** The example of c2sp.org/tlog-witness. */
const published = `old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
`
const hash = 'PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw='

describe('what a witness is asked', () => {
  it('reads the specification’s example and spells it the same way', () => {
    const asked = parseAddCheckpoint(published)
    expect(asked).toMatchObject({ old: 20_852_014, proof: { length: 4 } })
    expect(asked.checkpoint.startsWith('example.com/behind-the-sofa\n20852163\n')).toBe(true)
    expect(formatAddCheckpoint(asked)).toBe(published)
  })
  it('may come without a proof', () => {
    const asked = { old: 0, proof: [], checkpoint: 'note' }
    expect(parseAddCheckpoint(formatAddCheckpoint(asked))).toEqual(asked)
  })
  it.each([
    ['nothing', ''],
    ['no old size', `${hash}\n\nnote`],
    ['a leading zero', 'old 01\n\nnote'],
    ['a negative size', 'old -1\n\nnote'],
    ['two spaces', 'old  1\n\nnote'],
    ['a size past exact numbers', 'old 9999999999999999\n\nnote'],
    ['a carriage return', `old 1\r\n\r\nnote`],
    ['a hash of another length', 'old 1\nAAAA\n\nnote'],
    ['a hash that is not base64', `old 1\n${hash.replace('=', '!')}\n\nnote`],
    ['more hashes than a tree has levels', `old 1\n${`${hash}\n`.repeat(64)}\nnote`],
    ['no blank line', `old 1\n${hash}\nnote`],
  ])('is refused with %s', (_, body) => expect(() => parseAddCheckpoint(body)).toThrow())
})

describe('a size in an answer', () => {
  it('is one number and a newline', () => expect(parseTreeSize(formatTreeSize(42))).toBe(42))
  it.each(['42', '042\n', '', '\n', '-1\n', '4 2\n', '42\n\n', '1e3\n'])('is not %j', (body) =>
    expect(parseTreeSize(body)).toBeNull(),
  )
})
