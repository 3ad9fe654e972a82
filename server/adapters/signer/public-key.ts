const algorithm = 'ssh-ed25519'
/** The fixed start of an Ed25519 key in SPKI form (RFC 8410). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex')

/** A string of SSH's wire form (RFC 4251 §5): its length, then its bytes. */
export function sshString(content: Uint8Array | string): Buffer {
  const bytes = Buffer.from(content as Uint8Array)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

/** The key in SSH's wire form (RFC 8709 §4). @param spki DER, Ed25519. @throws TypeError when it is none. */
export function sshPublicKey(spki: Uint8Array): Buffer {
  const der = Buffer.from(spki)
  if (der.length !== 44 || !der.subarray(0, 12).equals(spkiPrefix)) throw new TypeError('not an Ed25519 key')
  return Buffer.concat([sshString(algorithm), sshString(der.subarray(12))])
}

/** `ssh-ed25519 AAAA…`: the one-line form, for allowed-signers files and people. */
export function sshPublicKeyLine(spki: Uint8Array): string {
  return `${algorithm} ${sshPublicKey(spki).toString('base64')}`
}
