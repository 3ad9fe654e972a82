import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fromUtf8, utf8 } from './bytes.ts'
import { disclose, disclosureOf, openDisclosure } from './disclosure.ts'
import { decodeEnvelope, encodeEnvelope, preAuthenticationEncoding, verifyEnvelope } from './dsse.ts'
import { keyIdOf, rawFromSpki } from './ed25519.ts'
import { decodeStatement, encodeStatement, statementPayloadType } from './statement.ts'
import vector from './vectors/dsse.json' with { type: 'json' }

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }))
const keyid = keyIdOf(spki)
const keys = new Map([[keyid, rawFromSpki(spki)]])
const statement = {
  subjects: [{ name: 'a', sha256: '00' }],
  predicateType: 'https://x.example/v1',
  predicate: { ü: 1 },
}

function envelopeOf(payload: Uint8Array<ArrayBuffer>) {
  const sig = new Uint8Array(sign(null, preAuthenticationEncoding(statementPayloadType, payload), privateKey))
  return { payloadType: statementPayloadType, payload, signatures: [{ keyid, sig }] }
}

describe('DSSE', () => {
  it('encodes the protocol’s own example', () => {
    expect(fromUtf8(preAuthenticationEncoding(vector.payloadType, utf8(vector.payload)))).toBe(vector.pae)
  })
  it('reads the protocol’s own envelope, whose signature fits what we say is signed', () => {
    const { payload, payloadType, signatures } = decodeEnvelope(utf8(vector.envelope))
    expect([payloadType, fromUtf8(payload)]).toEqual([vector.payloadType, vector.payload])
    const coordinate = (decimal: string) =>
      Buffer.from(BigInt(decimal).toString(16).padStart(64, '0'), 'hex').toString('base64url')
    const point = { kty: 'EC', crv: 'P-256', x: coordinate(vector.x), y: coordinate(vector.y) }
    const key = { key: createPublicKey({ key: point, format: 'jwk' }), dsaEncoding: 'ieee-p1363' } as const
    const fits = (type: string, bytes: Uint8Array) =>
      verify('sha256', preAuthenticationEncoding(type, bytes), key, signatures[0]?.sig ?? new Uint8Array())
    expect(fits(payloadType, payload)).toBe(true)
    expect(fits(`${payloadType}1`, payload)).toBe(false)
    expect(fits(payloadType, utf8('hello worle'))).toBe(false)
  })
  it.each([
    ['ü', '€', 'DSSEv1 2 ü 3 €'],
    ['', '', 'DSSEv1 0  0 '],
    ['a', '🚢', 'DSSEv1 1 a 4 🚢'],
    ['1 a', ' 1 b', 'DSSEv1 3 1 a 4  1 b'],
  ])('counts bytes, not characters: %j of type %j', (type, payload, encoded) => {
    expect(fromUtf8(preAuthenticationEncoding(type, utf8(payload)))).toBe(encoded)
  })
  it('verifies what it encoded, and names the key', async () => {
    const bytes = encodeEnvelope(envelopeOf(encodeStatement(statement)))
    const read = decodeEnvelope(bytes)
    expect(await verifyEnvelope(read, keys)).toEqual([keyid])
    expect(decodeStatement(read.payload)).toEqual(statement)
    expect(encodeEnvelope(read)).toEqual(bytes)
  })
  it('refuses an envelope without a signature of a known key', async () => {
    const unsigned = { ...envelopeOf(utf8('x')), signatures: [] }
    await expect(verifyEnvelope(unsigned, keys)).rejects.toThrow('no signature')
    await expect(verifyEnvelope(envelopeOf(utf8('x')), new Map())).rejects.toThrow('no signature')
  })
  it('refuses another type round the same payload', async () => {
    await expect(verifyEnvelope({ ...envelopeOf(utf8('x')), payloadType: 'text/plain' }, keys)).rejects.toThrow()
  })
  it.each(['', '{}', '[]', 'null', '{"payload":"*","payloadType":"a","signatures":[]}'])('cannot read %j', (text) => {
    expect(() => decodeEnvelope(utf8(text))).toThrow('not a DSSE envelope')
  })
})

describe('salted digests', () => {
  it('agree with the example of RFC 9901', () => {
    const encoded = 'WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0'
    expect(disclosureOf(encoded).digest).toBe('X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0')
    expect(openDisclosure(encoded)).toEqual({ name: 'family_name', value: 'Möbius' })
  })
  it('never give the same value the same digest', () => {
    expect(disclose('name', 'Ada').digest).not.toBe(disclose('name', 'Ada').digest)
    expect(openDisclosure(disclose('name', 'Ada').encoded)).toEqual({ name: 'name', value: 'Ada' })
  })
})
