import { createHash, createPublicKey, verify } from 'node:crypto'

/** OpenSSH's signature format, as its PROTOCOL.sshsig describes it; Ed25519 keys, Git's namespace. */

const magic = Buffer.from('SSHSIG')
const namespace = 'git'
/** The fixed start of an Ed25519 key in SPKI form (RFC 8410). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex')

/** True when the armored signature is one of the given keys' over exactly these bytes. Never throws: what cannot be read is false. */
export function verifySshSignature(bytes: Uint8Array, armored: string, publicKeys: readonly string[]): boolean {
  try {
    const signature = parse(armored)
    const known = publicKeys.some((line) => keyBlob(line)?.equals(signature.publicKey))
    if (!known || signature.namespace !== namespace) return false
    const key = readFields(signature.publicKey, 2)
    const proof = readFields(signature.proof, 2)
    if (String(key[0]) !== 'ssh-ed25519' || String(proof[0]) !== 'ssh-ed25519') return false
    const spki = Buffer.concat([spkiPrefix, key[1] as Buffer])
    return verify(
      null,
      signedBytes(bytes, signature),
      createPublicKey({ key: spki, format: 'der', type: 'spki' }),
      proof[1] as Buffer,
    )
  } catch {
    return false
  }
}

interface Parsed {
  publicKey: Buffer
  namespace: string
  reserved: Buffer
  hash: string
  proof: Buffer
}

function parse(armored: string): Parsed {
  const body = /^-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)\n-----END SSH SIGNATURE-----\s*$/.exec(armored)?.[1]
  const blob = Buffer.from(body ?? '', 'base64')
  if (!blob.subarray(0, 6).equals(magic) || blob.readUInt32BE(6) !== 1) throw new TypeError('not an SSH signature')
  const [publicKey, scope, reserved, hash, proof] = readFields(blob.subarray(10), 5) as [
    Buffer,
    Buffer,
    Buffer,
    Buffer,
    Buffer,
  ]
  if (String(hash) !== 'sha512' && String(hash) !== 'sha256') throw new TypeError('unknown digest')
  return { publicKey, namespace: String(scope), reserved, hash: String(hash), proof }
}

function signedBytes(bytes: Uint8Array, { namespace: scope, reserved, hash }: Parsed): Buffer {
  const digest = createHash(hash).update(bytes).digest()
  return Buffer.concat([magic, ...[Buffer.from(scope), reserved, Buffer.from(hash), digest].map(field)])
}

function field(content: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  return Buffer.concat([length, content])
}

/** Exactly `count` length-prefixed fields and nothing after them. */
function readFields(buffer: Buffer, count: number): Buffer[] {
  const fields: Buffer[] = []
  let at = 0
  for (let index = 0; index < count; index++) {
    const length = buffer.readUInt32BE(at)
    if (at + 4 + length > buffer.length) throw new TypeError('cut short')
    fields.push(buffer.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  if (at !== buffer.length) throw new TypeError('more than was announced')
  return fields
}

function keyBlob(line: string): Buffer | null {
  const [type, blob] = line.trim().split(/\s+/)
  return type === 'ssh-ed25519' && blob ? Buffer.from(blob, 'base64') : null
}
