import { createHash, createPublicKey, verify } from 'node:crypto'
import type { Signer } from '#server/ports/signer.ts'
import { parsePublicKeyLine, rawKeyOf, spkiOf, sshPublicKey } from './public-key.ts'
import { SshFormatError, SshReader, sshString } from './wire.ts'

/** OpenSSH's PROTOCOL.sshsig, for Git: namespace "git", SHA-512, Ed25519. */

const magic = 'SSHSIG'
const version = 1
const namespace = 'git'
const hashName = 'sha512'
const begin = '-----BEGIN SSH SIGNATURE-----'
const end = '-----END SSH SIGNATURE-----'

/** An armoured signature as Git stores it in a commit's `gpgsig` header. @param bytes the commit without that header. */
export async function sshSignature(bytes: Uint8Array, signer: Signer): Promise<string> {
  const { spki } = await signer.publicKey('commit')
  const { signature } = await signer.sign('commit', signedData(bytes))
  const version32 = Buffer.from([0, 0, 0, version])
  const blob = Buffer.concat([
    Buffer.from(magic),
    version32,
    sshString(sshPublicKey(spki)),
    ...[namespace, '', hashName].map(sshString),
    sshString(Buffer.concat([sshString('ssh-ed25519'), sshString(signature)])),
  ])
  const lines = blob.toString('base64').match(/.{1,70}/g) ?? []
  return [begin, ...lines, end, ''].join('\n')
}

/**
 * True when `armoured` is a signature of exactly these bytes by one of the public keys (OpenSSH one-line form).
 * Malformed signatures are false; a malformed public key throws SshFormatError, for it is ours.
 */
export function verifySshSignature(bytes: Uint8Array, armoured: string, publicKeys: readonly string[]): boolean {
  const known = publicKeys.map(parsePublicKeyLine)
  const parsed = parseSignature(armoured)
  if (parsed === null || !known.some((key) => key.equals(parsed.key))) return false
  const key = createPublicKey({ key: spkiOf(parsed.key), format: 'der', type: 'spki' })
  return verify(null, signedData(bytes), key, parsed.signature)
}

function signedData(bytes: Uint8Array): Buffer {
  const digest = createHash(hashName).update(bytes).digest()
  return Buffer.concat([Buffer.from(magic), ...[namespace, '', hashName, digest].map(sshString)])
}

function parseSignature(armoured: string): { key: Buffer; signature: Buffer } | null {
  try {
    return readBlob(unarmour(armoured))
  } catch (error) {
    if (error instanceof SshFormatError) return null
    throw error
  }
}

function readBlob(blob: Buffer): { key: Buffer; signature: Buffer } {
  const reader = new SshReader(blob)
  expect(reader.take(6).toString() === magic && reader.uint32() === version, 'not an SSH signature of version 1')
  const key = rawKeyOf(reader.string())
  expect(reader.string().toString() === namespace, 'made for another purpose')
  reader.string()
  expect(reader.string().toString() === hashName, 'another hash')
  const inner = new SshReader(reader.string())
  reader.end()
  expect(inner.string().toString() === 'ssh-ed25519', 'another algorithm')
  const signature = inner.string()
  inner.end()
  return { key, signature }
}

function unarmour(armoured: string): Buffer {
  const lines = armoured.trim().split('\n')
  expect(lines[0] === begin && lines.at(-1) === end, 'not armoured')
  return Buffer.from(lines.slice(1, -1).join(''), 'base64')
}

function expect(held: boolean, complaint: string): asserts held {
  if (!held) throw new SshFormatError(complaint)
}
