import { createHash, randomBytes, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { TimestampAuthority } from '#server/ports/timestamps.ts'
import { childrenOf, contentOf, encode, encodeInteger, readDer, tags } from './der.ts'
import { TokenRefused, verifyToken } from './token.ts'

export interface HttpAuthorityOptions {
  url: string
  /** PEM file of the certificates that are trusted to stand behind the authority. */
  rootsFile: string
}

/** Larger than any token; what is longer is not read. */
const answerLimit = 65_536
const sha256Algorithm = Buffer.from('300d06096086480165030402010500', 'hex')
const always = Buffer.from('0101ff', 'hex')
const firstVersion = Buffer.from('020101', 'hex')

/** A timestamp authority over HTTP (RFC 3161 §3.4). @throws TypeError or Error when its configuration cannot be used */
export function httpAuthority({ url, rootsFile }: HttpAuthorityOptions): TimestampAuthority {
  const shown = new URL(url)
  shown.username = ''
  shown.password = ''
  shown.search = ''
  const roots = certificatesIn(rootsFile)
  return {
    name: shown.href,
    async stamp(bytes, signal) {
      const nonce = randomBytes(8)
      const answer = await ask(url, requestFor(bytes, nonce), signal)
      const token = tokenIn(answer)
      const expected = readDer(encodeInteger(nonce)).content
      return { token, at: verifyToken(token, { bytes, nonce: expected, roots }) }
    },
  }
}

export function certificatesIn(file: string): X509Certificate[] {
  const blocks = readFileSync(file, 'utf8').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)
  if (!blocks) throw new Error(`${file} holds no certificate`)
  return blocks.map((block) => new X509Certificate(block))
}

/** TimeStampReq, asking for the certificate too. */
function requestFor(bytes: Uint8Array, nonce: Uint8Array): Buffer {
  const imprint = encode(tags.octets, createHash('sha256').update(bytes).digest())
  return encode(
    tags.sequence,
    firstVersion,
    encode(tags.sequence, sha256Algorithm, imprint),
    encodeInteger(nonce),
    always,
  )
}

async function ask(url: string, body: Buffer, signal: AbortSignal): Promise<Uint8Array> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query' },
    body: new Uint8Array(body),
    redirect: 'error',
    signal,
  })
  if (!response.ok) throw new TokenRefused(`it answered ${response.status}`)
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body ?? []) {
    length += part.length
    if (length > answerLimit) throw new TokenRefused(`its answer is longer than ${answerLimit} bytes`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** The token of a TimeStampResp that grants one. */
function tokenIn(answer: Uint8Array): Uint8Array {
  const [status, token] = childrenOf(readDer(answer))
  const granted = contentOf(childrenOf(status)[0], tags.integer)
  // 0 granted, 1 granted with modifications (RFC 3161 §2.4.2).
  if (granted.length !== 1 || granted.readUInt8(0) > 1 || !token) {
    throw new TokenRefused(`it did not grant a token (status ${granted.toString('hex')})`)
  }
  return new Uint8Array(token.whole)
}
