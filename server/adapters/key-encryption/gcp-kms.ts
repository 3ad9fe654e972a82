import type { KeyEncryption } from '#server/ports/key-encryption.ts'
import { ask, base64, type Patience, required, textAt } from './ask.ts'
import { serviceAccountTokens } from './gcp-token.ts'

export interface GcpKmsOptions {
  /** `projects/…/locations/…/keyRings/…/cryptoKeys/…`. */
  key: string
  /** The JSON key of a service account that may encrypt and decrypt with it. */
  credentialsFile: string
  endpoint: string
  patience?: Patience
}

const name = 'Google Cloud KMS'

/** Google Cloud KMS over REST (cloud.google.com/kms/docs/reference/rest). The context is additional authenticated data. */
export function gcpKmsKeyEncryption({ key, credentialsFile, endpoint, patience }: GcpKmsOptions): KeyEncryption {
  const tokens = serviceAccountTokens(credentialsFile, patience)
  const send = (verb: 'encrypt' | 'decrypt', body: object) =>
    ask(
      {
        name,
        request: async (renewed) => ({
          url: `${endpoint.replace(/\/+$/, '')}/v1/${key}:${verb}`,
          headers: { 'content-type': 'application/json', authorization: `Bearer ${await tokens(renewed)}` },
          body: JSON.stringify(body),
        }),
        codeOf: (answer) => textAt(answer, 'error', 'status'),
        renewAfter: [401],
      },
      patience,
    )
  return {
    async wrap(secret, context) {
      const answer = await send('encrypt', { plaintext: base64(secret), additionalAuthenticatedData: base64(context) })
      return Buffer.from(required(name, textAt(answer, 'ciphertext')), 'base64')
    },
    async unwrap(wrapped, context) {
      const body = { ciphertext: base64(wrapped), additionalAuthenticatedData: base64(context) }
      return Buffer.from(required(name, textAt(await send('decrypt', body), 'plaintext')), 'base64')
    },
    keeper: () => ({ driver: 'gcp-kms', key }),
  }
}
