import { createHash, createHmac } from 'node:crypto'

export interface AwsCredentials {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string | undefined
}

/** A request whose path and query are already in their canonical spelling. */
export interface Unsigned {
  method: string
  url: URL
  headers: Readonly<Record<string, string>>
  body: string
}

export interface Scope {
  region: string
  service: string
  at: Date
}

const algorithm = 'AWS4-HMAC-SHA256'
const hash = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/**
 * AWS Signature Version 4 in the `authorization` header
 * (docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html). Every header given is signed.
 * @returns the headers to send
 */
export function signed(request: Unsigned, credentials: AwsCredentials, scope: Scope): Record<string, string> {
  const moment = scope.at.toISOString().replace(/[:-]|\.\d{3}/g, '')
  const { sessionToken } = credentials
  const headers: Record<string, string> = {
    ...Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value])),
    host: request.url.host,
    'x-amz-date': moment,
    ...(sessionToken ? { 'x-amz-security-token': sessionToken } : {}),
  }
  const names = Object.keys(headers).toSorted()
  const canonical = [
    request.method,
    request.url.pathname,
    request.url.search.slice(1),
    ...names.map((name) => `${name}:${headers[name]?.trim().replace(/\s+/g, ' ')}`),
    '',
    names.join(';'),
    hash(request.body),
  ].join('\n')
  const place = `${moment.slice(0, 8)}/${scope.region}/${scope.service}/aws4_request`
  const signature = createHmac('sha256', signingKey(credentials.secretAccessKey, place))
    .update([algorithm, moment, place, hash(canonical)].join('\n'))
    .digest('hex')
  const by = `Credential=${credentials.accessKeyId}/${place}`
  return { ...headers, authorization: `${algorithm} ${by}, SignedHeaders=${names.join(';')}, Signature=${signature}` }
}

/** The secret, narrowed step by step to one day, region and service. */
function signingKey(secret: string, place: string): Buffer {
  return place.split('/').reduce<string | Buffer>(hmac, `AWS4${secret}`) as Buffer
}
