import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { envelopeOf } from '../append.ts'
import type { AppendContext } from '../draft.ts'
import { EntryHeader, predicates } from '../schemas.ts'
import { entryId, moment, samples } from '../testing/samples/index.ts'
import { type EntryKind, envelopeLimit, headerField, predicateTypes } from '../vocabulary.ts'
import { fromHex, fromUtf8, toBase64Url, toHex, utf8 } from './bytes.ts'
import { disclosureOf } from './disclosure.ts'
import { decodeEnvelope, encodeEnvelope, preAuthenticationEncoding, verifyEnvelope } from './dsse.ts'
import { keyIdOf, rawFromSpki } from './ed25519.ts'
import { leafHash } from './merkle.ts'
import { decodeStatement, encodeStatement, statementPayloadType } from './statement.ts'

const seed = fromHex(`302e020100300506032b657004220420${'07'.repeat(32)}`)
const key = createPrivateKey({ key: Buffer.from(seed), format: 'der', type: 'pkcs8' })
const spki = new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' }))
const keyId = keyIdOf(spki)

const context: AppendContext = {
  signer: {
    sign: async (_purpose, bytes) => ({ keyId, signature: new Uint8Array(sign(null, bytes, key)) }),
    publicKey: async () => ({ keyId, spki }),
    publicKeys: async () => [{ keyId, spki }],
  },
  actor: { kind: 'system', ref: 'system:golden' },
  occurredAt: new Date(moment),
  clockOffsetMs: 0,
  practice: false,
}

/** With a salt that never changes. */
function disclosures(kind: EntryKind) {
  const salt = toBase64Url(new Uint8Array(32))
  const words = Object.entries(samples[kind].personal?.fields ?? {})
  return words.map((field) => disclosureOf(toBase64Url(utf8(JSON.stringify([salt, ...field])))))
}

/** One entry, byte for byte. If this changes, every log written before it can no longer be read: make a new version instead. */
it('spells an entry as it always did', () => {
  const payload = encodeStatement({
    subjects: [{ name: 'clock', sha256: '00'.repeat(32) }],
    predicateType: predicateTypes.clock,
    predicate: {
      toOffsetMs: 5,
      fromOffsetMs: 0,
      [headerField]: { tenant: 'default', actor: { ref: 'a', kind: 'system' } },
    },
  })
  const sig = new Uint8Array(sign(null, preAuthenticationEncoding(statementPayloadType, payload), key))
  const envelope = encodeEnvelope({ payloadType: statementPayloadType, payload, signatures: [{ keyid: 'k', sig }] })
  expect(fromUtf8(payload)).toBe(
    `{"_type":"https://in-toto.io/Statement/v1","predicate":{"dominion_header":{"actor":{"kind":"system","ref":"a"},"tenant":"default"},"fromOffsetMs":0,"toOffsetMs":5},"predicateType":"https://codex-dominion.dev/clock/v1","subject":[{"digest":{"sha256":"${'00'.repeat(32)}"},"name":"clock"}]}`,
  )
  expect(toHex(leafHash(envelope))).toBe('c6e66b09a874c6b62146dabea68841e50c709420f6d349d2f42f03f49798672b')
})

const kinds = Object.keys(predicateTypes) as EntryKind[]
const files = readdirSync(new URL('./golden', import.meta.url))

/** `golden/<kind>.dsse` holds the very leaf. A kind that is new is written by `vitest run -u` on this file, once. */
describe('the golden entries', () => {
  it('are one of each kind', () => {
    expect(files.toSorted()).toEqual(kinds.map((kind) => `${kind}.dsse`).toSorted())
  })

  it.each(kinds)('%s is spelled as it was', async (kind) => {
    const envelope = await envelopeOf(entryId, samples[kind], disclosures(kind), context)
    await expect(fromUtf8(envelope)).toMatchFileSnapshot(`./golden/${kind}.dsse`)
    expect(envelope.length).toBeLessThan(envelopeLimit)
  })

  it.each(kinds)('%s is signed, and says what its kind must, with the header all share', async (kind) => {
    const envelope = decodeEnvelope(await envelopeOf(entryId, samples[kind], disclosures(kind), context))
    expect(await verifyEnvelope(envelope, new Map([[keyId, rawFromSpki(spki)]]))).toEqual([keyId])
    const { predicate, predicateType } = decodeStatement(envelope.payload)
    const { [headerField]: header, _sd, _sd_alg, ...own } = predicate
    expect(predicateType).toBe(predicateTypes[kind])
    expect(predicates[kind].safeParse(own).success).toBe(true)
    const { runId, changeId, riskTier, materials } = samples[kind]
    expect(EntryHeader.parse(header)).toMatchObject({
      ...{ runId, changeId, riskTier, materials, entryId, tenant: 'default' },
      ...{ occurredAt: moment, actor: { kind: 'system', ref: 'system:golden' } },
    })
  })
})
