import { type AwsCredentials, signed } from '../sigv4.ts'
import { vendorCipher } from './cipher.ts'
import { type Answer, type Asked, type Vendor, vendorServer } from './vendor.ts'

interface Parameters {
  KeyId: string
  Plaintext?: string
  CiphertextBlob?: string
  EncryptionContext: Record<string, string>
}

export const awsRefused = (status: number, type: string): Answer => ({
  status,
  body: { __type: `com.amazonaws.kms#${type}`, message: 'said by the vendor' },
})

/** AWS KMS with one key, for whoever signs with the credentials. */
export async function awsServer(holds: {
  credentials: AwsCredentials
  keyId: string
  region: string
}): Promise<Vendor> {
  const cipher = vendorCipher()
  return await vendorServer((asked) => {
    if (!isSigned(asked, holds)) return awsRefused(400, 'InvalidSignatureException')
    const { KeyId, ...given } = JSON.parse(asked.body) as Parameters
    if (KeyId !== holds.keyId) return awsRefused(400, 'NotFoundException')
    const context = JSON.stringify(given.EncryptionContext)
    if (asked.headers['x-amz-target'] === 'TrentService.Encrypt') {
      const closed = cipher.close(Buffer.from(given.Plaintext ?? '', 'base64'), context)
      return { status: 200, body: { CiphertextBlob: closed.toString('base64'), KeyId } }
    }
    const opened = cipher.open(Buffer.from(given.CiphertextBlob ?? '', 'base64'), context)
    if (!opened) return awsRefused(400, 'InvalidCiphertextException')
    return { status: 200, body: { Plaintext: opened.toString('base64'), KeyId } }
  })
}

/** Signs what came once more with what the server knows, and compares. */
function isSigned(
  { headers, body, method }: Asked,
  { credentials, region }: { credentials: AwsCredentials; region: string },
) {
  const stamp = String(headers['x-amz-date'])
  const at = new Date(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  if (Math.abs(Date.now() - at.getTime()) > 300_000) return false
  const names = /SignedHeaders=([^,]+)/.exec(String(headers.authorization))?.[1]?.split(';') ?? []
  if (!names.includes('host') || !names.includes('x-amz-target')) return false
  const kept = Object.fromEntries(
    names
      .filter((name) => !['host', 'x-amz-date', 'x-amz-security-token'].includes(name))
      .map((name) => [name, String(headers[name])]),
  )
  const url = new URL(`http://${headers.host}/`)
  const again = signed({ method, url, headers: kept, body }, credentials, { region, service: 'kms', at })
  return again.authorization === headers.authorization
}
