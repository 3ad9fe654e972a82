import { createPrivateKey, sign } from 'node:crypto'
import { expect, it } from 'vitest'
import { headerField, predicateTypes } from '../vocabulary.ts'
import { fromHex, fromUtf8, toHex } from './bytes.ts'
import { encodeEnvelope, preAuthenticationEncoding } from './dsse.ts'
import { leafHash } from './merkle.ts'
import { encodeStatement, statementPayloadType } from './statement.ts'

/** One entry, byte for byte. If this changes, every log written before it can no longer be read: make a new version instead. */
it('spells an entry as it always did', () => {
  const seed = fromHex(`302e020100300506032b657004220420${'07'.repeat(32)}`)
  const key = createPrivateKey({ key: Buffer.from(seed), format: 'der', type: 'pkcs8' })
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
