import { sign } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { ask, KeyKeeperFailed, type Patience, required, textAt } from './ask.ts'

const scope = 'https://www.googleapis.com/auth/cloudkms'
const name = 'Google’s token service'
/** A token is asked for anew this long before it ends. */
const earlyMs = 60_000
const lifeSeconds = 3600

interface ServiceAccount {
  client_email: string
  private_key: string
  private_key_id?: string
  token_uri: string
}

/**
 * Access tokens of a service account (RFC 7523, developers.google.com/identity/protocols/oauth2/service-account), kept
 * until they end. @param file its JSON key. @returns asks; `renewed` throws the kept one away
 */
export function serviceAccountTokens(file: string, patience?: Patience): (renewed: boolean) => Promise<string> {
  let kept: { token: string; until: number } | undefined
  return async (renewed) => {
    if (kept && !renewed && Date.now() < kept.until) return kept.token
    const account = await read(file)
    const answer = await ask(
      {
        name,
        request: async () => ({
          url: account.token_uri,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({
            grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
            assertion: assertion(account),
          }).toString(),
        }),
        codeOf: (said) => textAt(said, 'error'),
      },
      patience,
    )
    const token = required(name, textAt(answer, 'access_token'))
    const seconds = Number(Object(answer).expires_in ?? 0)
    kept = { token, until: Date.now() + seconds * 1000 - earlyMs }
    return token
  }
}

/** Its content is never in an error. */
async function read(file: string): Promise<ServiceAccount> {
  const text = await readFile(file, 'utf8')
  try {
    const account = JSON.parse(text) as ServiceAccount
    if (account.client_email && account.private_key && account.token_uri) return account
  } catch {
    // Said below, without what stands in the file.
  }
  throw new KeyKeeperFailed(`${file} is not the JSON key of a service account`)
}

function assertion({ client_email, private_key, private_key_id, token_uri }: ServiceAccount): string {
  const now = Math.floor(Date.now() / 1000)
  const header = { alg: 'RS256', typ: 'JWT', ...(private_key_id ? { kid: private_key_id } : {}) }
  const claims = { iss: client_email, scope, aud: token_uri, iat: now, exp: now + lifeSeconds }
  const signed = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${signed}.${sign('sha256', Buffer.from(signed), private_key).toString('base64url')}`
}
