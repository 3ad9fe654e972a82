import { concat, toBase64, utf8 } from '../format/index.ts'

const algorithm = utf8('ssh-ed25519')

/** An Ed25519 key as OpenSSH writes it in one line (RFC 8709 §4). @param spki DER */
export function sshLine(spki: Uint8Array): string {
  return `ssh-ed25519 ${toBase64(concat(field(algorithm), field(spki.subarray(-32))))}`
}

function field(bytes: Uint8Array): Uint8Array {
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, bytes.length)
  return concat(length, bytes)
}
