import { SshFormatError, SshReader, sshString } from './wire.ts'

const algorithm = 'ssh-ed25519'
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex')

/** The key in SSH's wire form (RFC 8709 §4). @param spki DER, Ed25519. */
export function sshPublicKey(spki: Uint8Array): Buffer {
  const der = Buffer.from(spki)
  if (der.length !== 44 || !der.subarray(0, 12).equals(spkiPrefix)) throw new SshFormatError('not an Ed25519 key')
  return Buffer.concat([sshString(algorithm), sshString(der.subarray(12))])
}

/** `ssh-ed25519 AAAA…`: the one-line form, for allowed-signers files and people. */
export function sshPublicKeyLine(spki: Uint8Array): string {
  return `${algorithm} ${sshPublicKey(spki).toString('base64')}`
}

/** The 32 key bytes of a one-line form; a comment after them is ignored. @throws SshFormatError */
export function parsePublicKeyLine(line: string): Buffer {
  const [type, encoded = ''] = line.trim().split(/\s+/)
  if (type !== algorithm) throw new SshFormatError(`not an ${algorithm} key`)
  return rawKeyOf(Buffer.from(encoded, 'base64'))
}

/** The 32 key bytes of the wire form. @throws SshFormatError */
export function rawKeyOf(wire: Uint8Array): Buffer {
  const reader = new SshReader(wire)
  if (reader.string().toString() !== algorithm) throw new SshFormatError(`not an ${algorithm} key`)
  const raw = reader.string()
  reader.end()
  if (raw.length !== 32) throw new SshFormatError('not an Ed25519 key')
  return raw
}

/** @param raw 32 bytes. */
export function spkiOf(raw: Uint8Array): Buffer {
  return Buffer.concat([spkiPrefix, raw])
}
