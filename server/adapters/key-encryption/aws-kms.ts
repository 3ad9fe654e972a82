import type { KeyEncryption } from '#server/ports/key-encryption.ts'
import { ask, base64, type Patience, required, textAt } from './ask.ts'
import { type AwsCredentials, signed } from './sigv4.ts'

export interface AwsKmsOptions {
  region: string
  /** Id, ARN or alias of a symmetric key. */
  keyId: string
  credentials: AwsCredentials
  /** Another address than AWS's own, such as a VPC endpoint. */
  endpoint: string | undefined
  patience?: Patience
}

const name = 'AWS KMS'
/** What the API calls "later" although the status says otherwise (docs.aws.amazon.com/kms/latest/APIReference). */
const later = [
  'ThrottlingException',
  'LimitExceededException',
  'KMSInternalException',
  'DependencyTimeoutException',
  'KeyUnavailableException',
]

/** AWS KMS over its JSON protocol. The context is the encryption context, which AWS also writes into its audit log. */
export function awsKmsKeyEncryption({ region, keyId, credentials, endpoint, patience }: AwsKmsOptions): KeyEncryption {
  const url = new URL(endpoint ?? `https://kms.${region}.amazonaws.com/`)
  const send = (verb: 'Encrypt' | 'Decrypt', parameters: object) =>
    ask(
      {
        name,
        async request() {
          const body = JSON.stringify({ KeyId: keyId, ...parameters })
          const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `TrentService.${verb}` }
          const scope = { region, service: 'kms', at: new Date() }
          const { host: _, ...all } = signed({ method: 'POST', url, headers, body }, credentials, scope)
          return { url: url.href, headers: all, body }
        },
        codeOf: (answer) => textAt(answer, '__type')?.split('#').at(-1) ?? null,
        later,
      },
      patience,
    )
  return {
    async wrap(secret, context) {
      const answer = await send('Encrypt', { Plaintext: base64(secret), EncryptionContext: { dominion: context } })
      return Buffer.from(required(name, textAt(answer, 'CiphertextBlob')), 'base64')
    },
    async unwrap(wrapped, context) {
      const parameters = { CiphertextBlob: base64(wrapped), EncryptionContext: { dominion: context } }
      const answer = await send('Decrypt', parameters)
      return Buffer.from(required(name, textAt(answer, 'Plaintext')), 'base64')
    },
    keeper: () => ({ driver: 'aws-kms', key: keyId }),
  }
}
