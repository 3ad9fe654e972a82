import { generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fromBase64, fromUtf8, toHex, utf8 } from './bytes.ts'
import {
  type CosignerKey,
  type CosignerKind,
  cosignedBytes,
  cosignerKey,
  formatCosignature,
  formatCosignerKey,
  parseCosignature,
  parseCosignerKey,
  verifyCosignature,
} from './cosignature.ts'
import { rawFromSpki } from './ed25519.ts'
import { mlDsa44FromSpki, mlDsa44Spki, type VerifyMlDsa, verifyMlDsa44 } from './ml-dsa.ts'
import { parseNote, parseSignatures } from './note.ts'

/** The example of c2sp.org/tlog-cosignature; it gives no key. */
const published = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
`
const { text, signatures } = parseNote(published)
const at = 1_679_315_147

const native: VerifyMlDsa = async (publicKey, signature, message) =>
  verify(null, message, { key: Buffer.from(mlDsa44Spki(publicKey)), format: 'der', type: 'spki' }, signature)
const nobody: VerifyMlDsa = async () => null

function cosigner(kind: CosignerKind, name = 'witness.example.com/w1') {
  const pair = kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ml-dsa-44')
  const spki = pair.publicKey.export({ type: 'spki', format: 'der' })
  const key = cosignerKey(kind, name, kind === 'ed25519' ? rawFromSpki(spki) : mlDsa44FromSpki(spki))
  return { key, line: (signed = text) => lineOf(key, pair.privateKey, signed) }
}

function lineOf(key: CosignerKey, privateKey: KeyObject, signed: string): string {
  const signature = new Uint8Array(sign(null, cosignedBytes(key, at, signed), privateKey))
  return formatCosignature(key, { at, signature })
}

const check = (key: CosignerKey, line: string, by = native, signed = text) =>
  verifyCosignature(key, parseSignatures(line)[0] as (typeof signatures)[number], signed, by)

describe('cosignatures', () => {
  it('reads the time of the specification’s example', () => {
    expect(parseCosignature('ed25519', signatures[1] as (typeof signatures)[number]).at).toBe(at)
  })
  it('signs the specification’s two lines before the text, with Ed25519', () => {
    expect(fromUtf8(cosignedBytes({ kind: 'ed25519', name: 'any' }, at, text))).toBe(
      'cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n',
    )
  })
  it('signs the specification’s structure with ML-DSA, and no extension line', () => {
    const name = 'witness.example.com/w1'
    const expected = [
      '737562747265652f76310a00',
      `16${toHex(utf8(name))}`,
      '00000000641850cb',
      `1b${toHex(utf8('example.com/behind-the-sofa'))}`,
      '0000000000000000',
      '00000000013e2dc3',
      toHex(fromBase64('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=')),
    ].join('')
    expect(toHex(cosignedBytes({ kind: 'ml-dsa-44', name }, at, text))).toBe(expected)
    expect(toHex(cosignedBytes({ kind: 'ml-dsa-44', name }, at, `${text}extension\n`))).toBe(expected)
  })
  it.each<CosignerKind>(['ed25519', 'ml-dsa-44'])('verify for that key and text only: %s', async (kind) => {
    const [one, other] = [cosigner(kind), cosigner(kind)]
    expect(await check(one.key, one.line())).toBe(true)
    expect(await check(other.key, one.line())).toBe(false)
    expect(await check(one.key, one.line(), native, text.replace('20852163', '20852164'))).toBe(false)
    expect(parseCosignerKey(formatCosignerKey(one.key))).toEqual(one.key)
  })
  it('commit to the cosigner’s name with ML-DSA', async () => {
    const one = cosigner('ml-dsa-44')
    expect(await check(cosignerKey('ml-dsa-44', 'other', one.key.publicKey), one.line())).toBe(false)
  })
  it('bind their time', async () => {
    const one = cosigner('ed25519')
    const [line] = parseSignatures(one.line())
    const later = Uint8Array.from(line?.signature ?? [], (byte, i) => (i === 7 ? byte ^ 1 : byte))
    expect(await verifyCosignature(one.key, { ...one.key, signature: later }, text, native)).toBe(false)
  })
  it('say when an ML-DSA signature cannot be checked here, which is no verdict', async () => {
    const one = cosigner('ml-dsa-44')
    expect(await check(one.key, one.line(), nobody)).toBeNull()
    // By WebCrypto where the platform has it; nowhere is a good one called bad.
    expect(await check(one.key, one.line(), verifyMlDsa44)).not.toBe(false)
    expect(await check(one.key, cosigner('ml-dsa-44').line(), verifyMlDsa44)).not.toBe(true)
  })
  it.each([
    ['too short', new Uint8Array(71)],
    ['too long', new Uint8Array(73)],
    ['a time past every clock', Uint8Array.from({ length: 72 }, (_, i) => (i === 0 ? 0x80 : 0))],
  ])('are malformed when %s', (_, signature) => {
    expect(() => parseCosignature('ed25519', { name: 'w', id: new Uint8Array(4), signature })).toThrow()
  })
  it.each([
    ['a log’s key', 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'],
    ['an id that does not fit', formatCosignerKey(cosigner('ed25519').key).replace(/\+[0-9a-f]{8}\+/, '+00000000+')],
    ['a short key', formatCosignerKey(cosigner('ed25519').key).replace(/.{4}$/, '')],
  ])('come from no key that is %s', (_, key) => expect(() => parseCosignerKey(key)).toThrow())
})
