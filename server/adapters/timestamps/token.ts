import { createHash, verify, X509Certificate } from 'node:crypto'
import { checkChain } from './chain.ts'
import { childrenOf, contentOf, type Element, oidOf, readDer, tags, timeOf } from './der.ts'

/** Timestamp tokens: RFC 3161 §2.4.2 in a CMS SignedData (RFC 5652), with the signer bound by RFC 5035. */

export class TokenRefused extends Error {
  override readonly name = 'TokenRefused'
}

const oids = {
  signedData: '2a864886f70d010702',
  timestampInfo: '2a864886f70d0109100104',
  contentType: '2a864886f70d010903',
  messageDigest: '2a864886f70d010904',
  signingCertificate: '2a864886f70d010910020c',
  signingCertificateV2: '2a864886f70d010910022f',
} as const

const digests: Readonly<Record<string, string>> = {
  '608648016503040201': 'sha256',
  '608648016503040202': 'sha384',
  '608648016503040203': 'sha512',
}

export interface Expected {
  bytes: Uint8Array
  /** Of the request; null when the token is checked later. */
  nonce: Uint8Array | null
  /** Certificates that are trusted by themselves. */
  roots: readonly X509Certificate[]
}

/** When the authority says these bytes existed. @throws TokenRefused, DerError: what does not hold */
export function verifyToken(token: Uint8Array, { bytes, nonce, roots }: Expected): Date {
  const [type, wrapped] = childrenOf(readDer(token))
  if (oidOf(type) !== oids.signedData) throw new TokenRefused('it is not signed data')
  const [, , content, ...rest] = childrenOf(only(wrapped, tags.context(0)))
  const info = contentOf(only(timestampInfo(content), tags.context(0)), tags.octets)
  const at = checkInfo(info, bytes, nonce)
  const certificates = rest.find(({ tag }) => tag === tags.context(0))
  const signers = childrenOf(rest.at(-1), tags.set)
  if (signers.length !== 1) throw new TokenRefused('it does not have exactly one signer')
  const known = certificates ? childrenOf(certificates, tags.context(0)).map(({ whole }) => certificateOf(whole)) : []
  const signer = checkSigner(signers[0], info, known)
  checkChain(signer, known, roots, at)
  return at
}

function timestampInfo(content: Element | undefined): Element | undefined {
  const [type, inner] = childrenOf(content)
  if (oidOf(type) !== oids.timestampInfo) throw new TokenRefused('it signs something else than a timestamp')
  return inner
}

function checkInfo(info: Buffer, bytes: Uint8Array, nonce: Uint8Array | null): Date {
  const [, , imprint, , at, ...rest] = childrenOf(readDer(info))
  const [algorithm, hash] = childrenOf(imprint)
  const digest = digestOf(algorithm)
  if (!contentOf(hash, tags.octets).equals(createHash(digest).update(bytes).digest())) {
    throw new TokenRefused('its message imprint is of other bytes')
  }
  const answered = rest.find(({ tag }) => tag === tags.integer)
  if (nonce && !(answered && answered.content.equals(nonce))) throw new TokenRefused('it answers another request')
  return timeOf(at)
}

/** The certificate that signed, once signature, content and certificate are bound to each other. */
function checkSigner(
  signer: Element | undefined,
  info: Buffer,
  certificates: readonly X509Certificate[],
): X509Certificate {
  const [, , algorithm, attributes, , signature] = childrenOf(signer)
  const digest = digestOf(algorithm)
  const said = attributesOf(attributes)
  if (oidOf(said.get(oids.contentType)?.[0]) !== oids.timestampInfo) throw new TokenRefused('its signer says otherwise')
  const content = contentOf(said.get(oids.messageDigest)?.[0], tags.octets)
  if (!content.equals(createHash(digest).update(info).digest())) throw new TokenRefused('its content was altered')
  const certificate = certificates.find((each) => isNamed(each, said))
  if (!certificate) throw new TokenRefused('the certificate of its signer is not in it')
  // Signed as a SET, though it is written as [0] (RFC 5652 §5.4).
  const signed = Buffer.concat([Buffer.of(tags.set), (attributes as Element).whole.subarray(1)])
  const hash = certificate.publicKey.asymmetricKeyType === 'ed25519' ? null : digest
  if (!verify(hash, signed, certificate.publicKey, contentOf(signature, tags.octets))) {
    throw new TokenRefused('its signature does not verify')
  }
  return certificate
}

function attributesOf(attributes: Element | undefined): Map<string, Element[]> {
  return new Map(
    childrenOf(attributes, tags.context(0)).map((each) => {
      const [type, values] = childrenOf(each)
      return [oidOf(type), childrenOf(values, tags.set)]
    }),
  )
}

/** RFC 5035: the signer names its own certificate by digest, so that no other can take its place. */
function isNamed({ raw }: X509Certificate, said: ReadonlyMap<string, readonly Element[]>): boolean {
  const second = said.get(oids.signingCertificateV2)?.[0]
  const [ids] = childrenOf(second ?? said.get(oids.signingCertificate)?.[0])
  const [first, next] = childrenOf(childrenOf(ids)[0])
  const digest = first?.tag === tags.sequence ? digestOf(first) : second ? 'sha256' : 'sha1'
  const hash = contentOf(first?.tag === tags.sequence ? next : first, tags.octets)
  return hash.equals(createHash(digest).update(raw).digest())
}

function digestOf(algorithm: Element | undefined): string {
  const digest = digests[oidOf(childrenOf(algorithm)[0])]
  if (!digest) throw new TokenRefused('it uses a digest that is not accepted')
  return digest
}

function certificateOf(der: Buffer): X509Certificate {
  try {
    return new X509Certificate(der)
  } catch (cause) {
    throw new TokenRefused('a certificate in it cannot be read', { cause })
  }
}

function only(element: Element | undefined, tag: number): Element {
  const [inner, ...more] = childrenOf(element, tag)
  if (!inner || more.length > 0) throw new TokenRefused('it is not formed as a token is')
  return inner
}
