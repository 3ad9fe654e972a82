import { describe, expect, it } from 'vitest'
import { cosignerKey, formatCosignerKey } from './cosignature.ts'
import { formatVerifierKey, noteKey } from './note.ts'
import { formatPolicy, parsePolicy, quorumHolds } from './policy.ts'

const publicKey = (seed: number) => new Uint8Array(32).fill(seed)
const vkey = (seed: number) => formatCosignerKey(cosignerKey('ed25519', `w${seed}.example`, publicKey(seed)))
const log = noteKey('log.example', publicKey(200))
const witness = (name: string, seed: number) => `witness ${name} ${vkey(seed)}`

/** The example of c2sp.org/tlog-policy, with keys put in. */
const published = `log ${formatVerifierKey(log)}

${witness('X1', 1)}
${witness('X2', 2)}
${witness('X3', 3)}
group X-witnesses 2 X1 X2 X3

${witness('Y1', 4)}
${witness('Y2', 5)}
${witness('Y3', 6)} https://witness.example/y3
group Y-witnesses any Y1 Y2 Y3

  # a comment
\tgroup X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
`

describe('witness policies', () => {
  it.each<[string[], boolean]>([
    [['X1', 'X3', 'Y2'], true],
    [['X1', 'X2', 'X3', 'Y1', 'Y2', 'Y3'], true],
    [['X1', 'Y1', 'Y2', 'Y3'], false],
    [['X1', 'X2', 'X3'], false],
    [[], false],
    [['X-and-Y2', 'unknown'], false],
  ])('judges the specification’s example: %j', (cosigned, holds) => {
    expect(quorumHolds(parsePolicy(published), new Set(cosigned))).toBe(holds)
  })
  it('takes one witness as a quorum, or none', () => {
    const one = parsePolicy(`${witness('A', 1)}\nquorum A\n`)
    expect([quorumHolds(one, new Set(['A'])), quorumHolds(one, new Set())]).toEqual([true, false])
    expect(quorumHolds(parsePolicy('quorum none\n'), new Set())).toBe(true)
  })
  it('reads what it writes', () => {
    const { witnesses } = parsePolicy(published)
    const written = formatPolicy({ log, witnesses, needed: 2 })
    expect(parsePolicy(written)).toEqual({
      logs: [log],
      witnesses,
      groups: [{ name: 'enough', needed: 2, members: ['X1', 'X2', 'X3', 'Y1', 'Y2', 'Y3'] }],
      quorum: 'enough',
    })
    expect(parsePolicy(formatPolicy({ log, witnesses: [], needed: 0 })).quorum).toBe('none')
  })
  it.each([
    ['no quorum', witness('A', 1)],
    ['two quorums', `${witness('A', 1)}\nquorum A\nquorum A`],
    ['a quorum before its witness', `quorum A\n${witness('A', 1)}`],
    ['a group before its member', `group G any A\n${witness('A', 1)}\nquorum G`],
    ['a name twice', `${witness('A', 1)}\n${witness('A', 2)}\nquorum A`],
    ['a key under two names', `${witness('A', 1)}\n${witness('B', 1)}\nquorum A`],
    ['a log twice', `log ${formatVerifierKey(log)}\nlog ${formatVerifierKey(log)}\nquorum none`],
    ['a member of two groups', `${witness('A', 1)}\ngroup G any A\ngroup H any A\nquorum G`],
    ['a member twice', `${witness('A', 1)}\ngroup G any A A\nquorum G`],
    ['none as a member', 'group G any none\nquorum G'],
    ['none as a name', `${witness('none', 1)}\nquorum none`],
    ['more needed than there are', `${witness('A', 1)}\ngroup G 2 A\nquorum G`],
    ['nobody needed', `${witness('A', 1)}\ngroup G 0 A\nquorum G`],
    ['a leading zero', `${witness('A', 1)}\ngroup G 01 A\nquorum G`],
    ['a group of nobody', 'group G all\nquorum G'],
    ['a log’s key as a witness', `witness A ${formatVerifierKey(log)}\nquorum A`],
    ['an unknown line', 'logs\nquorum none'],
    ['a control character', 'quorum none\r'],
  ])('refuses %s', (_, text) => expect(() => parsePolicy(`${text}\n`)).toThrow())
  it('refuses a last line without an end', () => expect(() => parsePolicy('quorum none')).toThrow())
})
