import type { X509Certificate } from 'node:crypto'

/** The certificate's chain does not hold. */
export class ChainRefused extends Error {
  override readonly name = 'ChainRefused'
}

const timeStamping = '1.3.6.1.5.5.7.3.8'
/** The extension's id, and that it is critical. */
const criticalPurpose = Buffer.from('0603551d250101ff', 'hex')
const longest = 8

/** A signer of timestamps and of nothing else (RFC 3161 §2.3), with a chain to a root, all valid at that moment. @throws ChainRefused */
export function checkChain(
  signer: X509Certificate,
  given: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  at: Date,
): void {
  const purposes: readonly string[] = signer.keyUsage ?? []
  if (purposes.length !== 1 || purposes[0] !== timeStamping || !signer.raw.includes(criticalPurpose)) {
    throw new ChainRefused('its signer is not a certificate for timestamps alone')
  }
  let current = signer
  for (let length = 0; length < longest; length++) {
    const named = current
    if (at < named.validFromDate || at > named.validToDate) {
      throw new ChainRefused(`the certificate ${subjectOf(named)} was not valid at ${at.toISOString()}`)
    }
    if (roots.some((root) => root.fingerprint256 === named.fingerprint256)) return
    const issuer = [...roots, ...given].find((each) => each.ca && isIssuedBy(named, each))
    if (!issuer) break
    current = issuer
  }
  throw new ChainRefused(`nobody trusted stands behind ${subjectOf(signer)}`)
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
}

const subjectOf = ({ subject }: X509Certificate) => subject?.replaceAll('\n', ', ') ?? 'without a name'
