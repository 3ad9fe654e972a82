import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, verify } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { vendorCipher } from './cipher.ts'
import { type Answer, type Asked, type Vendor, vendorServer } from './vendor.ts'

export const gcpRefused = (code: number, status: string): Answer => ({
  status: code,
  body: { error: { code, message: 'said by the vendor', status } },
})

export interface Gcp {
  kms: Vendor
  tokens: Vendor
  /** Every token given out so far is worth nothing any more. */
  expire(): void
}

/** Google's token service and Cloud KMS with one key. @param credentialsFile the account's JSON key is written there */
export async function gcpServers(key: string, credentialsFile: string): Promise<Gcp> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const valid = new Set<string>()
  const tokens = await vendorServer(({ body }) => grant(body, publicKey, valid))
  const account = {
    type: 'service_account',
    client_email: 'dominion@project.iam.gserviceaccount.com',
    private_key_id: 'one',
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    token_uri: `${tokens.url}/token`,
  }
  writeFileSync(credentialsFile, JSON.stringify(account), { mode: 0o600 })
  const cipher = vendorCipher()
  const kms = await vendorServer((asked) => answer(asked, key, valid, cipher))
  return { kms, tokens, expire: () => valid.clear() }
}

function grant(body: string, publicKey: KeyObject, valid: Set<string>): Answer {
  const form = new URLSearchParams(body)
  const [head = '', claims = '', signature = ''] = (form.get('assertion') ?? '').split('.')
  const key = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }))
  const holds = verify('sha256', Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, 'base64url'))
  const { exp, iat, scope } = JSON.parse(Buffer.from(claims, 'base64url').toString() || '{}')
  const inTime = Math.abs(iat - Date.now() / 1000) < 60 && exp - iat <= 3600
  if (!holds || !inTime || !scope || form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer') {
    return { status: 400, body: { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' } }
  }
  const token = randomBytes(16).toString('hex')
  valid.add(token)
  return { status: 200, body: { access_token: token, expires_in: 3599, token_type: 'Bearer' } }
}

function answer(
  { path, headers, body }: Asked,
  key: string,
  valid: Set<string>,
  cipher: ReturnType<typeof vendorCipher>,
): Answer {
  if (!valid.has(String(headers.authorization).replace('Bearer ', ''))) return gcpRefused(401, 'UNAUTHENTICATED')
  const asked = JSON.parse(body) as { plaintext?: string; ciphertext?: string; additionalAuthenticatedData: string }
  const context = asked.additionalAuthenticatedData
  if (path === `/v1/${key}:encrypt`) {
    const closed = cipher.close(Buffer.from(asked.plaintext ?? '', 'base64'), context)
    return { status: 200, body: { name: `${key}/cryptoKeyVersions/1`, ciphertext: closed.toString('base64') } }
  }
  if (path !== `/v1/${key}:decrypt`) return gcpRefused(403, 'PERMISSION_DENIED')
  const opened = cipher.open(Buffer.from(asked.ciphertext ?? '', 'base64'), context)
  if (!opened) return gcpRefused(400, 'INVALID_ARGUMENT')
  return { status: 200, body: { plaintext: opened.toString('base64') } }
}
