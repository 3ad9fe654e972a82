import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fromUtf8, utf8 } from './bytes.ts'
import { disclose, disclosureOf, openDisclosure } from './disclosure.ts'
import { decodeEnvelope, encodeEnvelope, preAuthenticationEncoding, verifyEnvelope } from './dsse.ts'
import { keyIdOf, rawFromSpki } from './ed25519.ts'
import { decodeStatement, encodeStatement, statementPayloadType } from './statement.ts'

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
    expect(fromUtf8(preAuthenticationEncoding('http://example.com/HelloWorld', utf8('hello world')))).toBe(
      'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
    )
  })
  it('counts bytes, not characters', () => {
    expect(fromUtf8(preAuthenticationEncoding('ü', utf8('€')))).toBe('DSSEv1 2 ü 3 €')
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
