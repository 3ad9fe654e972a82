import { createHash } from 'node:crypto'
import type { Signer } from '#server/ports/signer.ts'
import { sshPublicKey, sshString } from './public-key.ts'

/** OpenSSH's PROTOCOL.sshsig, for Git: version 1, namespace "git", SHA-512, Ed25519. The Git adapter verifies it. */

const magic = Buffer.from('SSHSIG')
const version = Buffer.from([0, 0, 0, 1])
const namespace = sshString('git')
const reserved = sshString('')
const hashName = 'sha512'

/** An armoured signature as Git stores it in a commit's `gpgsig` header. @param bytes the commit without that header. */
export async function sshSignature(bytes: Uint8Array, signer: Signer): Promise<string> {
  const { spki } = await signer.publicKey('commit')
  const { signature } = await signer.sign('commit', signedData(bytes))
  const proof = Buffer.concat([sshString('ssh-ed25519'), sshString(signature)])
  const key = sshString(sshPublicKey(spki))
  const blob = Buffer.concat([magic, version, key, namespace, reserved, sshString(hashName), sshString(proof)])
  const lines = blob.toString('base64').match(/.{1,70}/g) ?? []
  return ['-----BEGIN SSH SIGNATURE-----', ...lines, '-----END SSH SIGNATURE-----', ''].join('\n')
}

function signedData(bytes: Uint8Array): Buffer {
  const digest = createHash(hashName).update(bytes).digest()
  return Buffer.concat([magic, namespace, reserved, sshString(hashName), sshString(digest)])
}
