import { describe, expect, it } from 'vitest'
import { cosignerKey, formatCosignerKey, noteKey } from '../format/index.ts'
import { witnessSettings } from './index.ts'
import { toldPolicy } from './policy-file.ts'

const vkey = (seed: number) =>
  formatCosignerKey(cosignerKey('ed25519', `w${seed}.example`, new Uint8Array(32).fill(seed)))
const line = (seed: number) => `${vkey(seed)} https://w${seed}.example/prefix`
const three = [1, 2, 3].map(line).join('\n')

describe('the witnesses of a log', () => {
  it.each([
    [undefined, 0, 0],
    ['none', 0, 0],
    ['', 0, 0],
    [line(1), 1, 1],
    [three, 3, 2],
    [three.replaceAll('\n', ', '), 3, 2],
    [[1, 2, 3, 4].map(line).join(','), 4, 3],
  ])('are more than half of those named: %j', (list, many, needed) => {
    const settings = witnessSettings(list, undefined)
    expect([settings.witnesses.length, settings.needed]).toEqual([many, needed])
  })
  it('may be all that must countersign', () => expect(witnessSettings(three, 3).needed).toBe(3))
  it.each([
    ['no address', vkey(1), undefined],
    ['an address that is none', `${vkey(1)} w1.example`, undefined],
    ['a path of this machine', `${vkey(1)} file:///tmp/w1`, undefined],
    ['something more', `${line(1)} more`, undefined],
    ['a key that does not fit its id', line(1).replace(/\+[0-9a-f]{8}\+/, '+00000000+'), undefined],
    ['one twice', `${line(1)},${line(1)}`, undefined],
    ['a quorum of more than there are', three, 4],
    ['a quorum of some among nobody', 'none', 1],
  ])('are refused with %s', (_, list, quorum) => expect(() => witnessSettings(list, quorum)).toThrow())
  it('are told with their address, unless they run beside the log', () => {
    const log = noteKey('log.example', new Uint8Array(32).fill(9))
    const local = `${vkey(4)} http://127.0.0.1:4711`
    const told = toldPolicy(log, witnessSettings(`${line(1)},${local}`, 1))
    expect(told).toContain('https://w1.example/prefix')
    expect(told).toContain(`${vkey(4)} http://localhost\n`)
    expect(told).not.toContain('4711')
  })
})
