import { execFileSync } from 'node:child_process'
import { createPublicKey, verify } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { verifySshSignature } from '#server/adapters/git/ssh-signature.ts'
import { fileSigner } from './files.ts'
import { fileCosigner } from './ml-dsa.ts'
import { sshPublicKeyLine } from './public-key.ts'
import { sshSignature } from './ssh-signature.ts'

const scratch = mkdtempSync(join(tmpdir(), 'signer-'))
afterAll(() => rmSync(scratch, { recursive: true }))
const folder = join(scratch, 'keys')
const message = Buffer.from('tree 0\nauthor someone\n\ntitle\n')

describe('keys in files', () => {
  it('are made once, kept, and readable by their owner only', async () => {
    const both = await Promise.all([fileSigner(folder), fileSigner(folder)].map((s) => s.publicKey('entry')))
    expect(both[0]).toEqual(both[1])
    expect(await fileSigner(folder).publicKey('entry')).toEqual(both[0])
    expect(statSync(join(folder, 'entry.ed25519.pem')).mode & 0o777).toBe(0o600)
  })
  it('differ by purpose, and sign', async () => {
    const signer = fileSigner(folder)
    const { keyId, signature } = await signer.sign('checkpoint', message)
    const { spki, keyId: same } = await signer.publicKey('checkpoint')
    expect(same).toBe(keyId)
    expect(keyId).not.toBe((await signer.publicKey('entry')).keyId)
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
    expect(verify(null, message, key, signature)).toBe(true)
  })
  it('are refused when others can read them, with the remedy', async () => {
    const open = join(scratch, 'open')
    await fileSigner(open).publicKey('entry')
    chmodSync(join(open, 'entry.ed25519.pem'), 0o644)
    await expect(fileSigner(open).publicKey('entry')).rejects.toThrow('chmod 600')
  })
})

describe('the log’s post-quantum key', () => {
  it('is made once, kept, readable by its owner only, and signs', async () => {
    const cosigner = fileCosigner(folder)
    const spki = await cosigner.publicKey()
    expect(await fileCosigner(folder).publicKey()).toEqual(spki)
    expect(statSync(join(folder, 'checkpoint.ml-dsa-44.pem')).mode & 0o777).toBe(0o600)
    const signature = await cosigner.sign(message)
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
    expect(verify(null, message, key, signature)).toBe(true)
    expect(verify(null, Buffer.concat([message, message]), key, signature)).toBe(false)
  })
  it('is refused when others can read it, with the remedy', async () => {
    const open = join(scratch, 'open-cosigner')
    await fileCosigner(open).publicKey()
    chmodSync(join(open, 'checkpoint.ml-dsa-44.pem'), 0o640)
    await expect(fileCosigner(open).publicKey()).rejects.toThrow('chmod 600')
  })
})

describe('signatures for Git', () => {
  it('verify for exactly those bytes and that key', async () => {
    const signer = fileSigner(folder)
    const line = sshPublicKeyLine((await signer.publicKey('commit')).spki)
    const stranger = sshPublicKeyLine((await signer.publicKey('entry')).spki)
    const armoured = await sshSignature(message, signer)
    expect(verifySshSignature(message, armoured, [stranger, `${line} a comment`])).toBe(true)
    expect(verifySshSignature(message, armoured, [stranger])).toBe(false)
    expect(verifySshSignature(message, armoured, [])).toBe(false)
    expect(verifySshSignature(Buffer.concat([message, message]), armoured, [line])).toBe(false)
    expect(verifySshSignature(message, 'no signature', [line])).toBe(false)
  })
  it('no longer verify after any one byte of the signature changed', async () => {
    const signer = fileSigner(folder)
    const line = sshPublicKeyLine((await signer.publicKey('commit')).spki)
    const [begin, ...rest] = (await sshSignature(message, signer)).trim().split('\n')
    const blob = Buffer.from(rest.slice(0, -1).join(''), 'base64')
    for (let at = 0; at < blob.length; at++) {
      const changed = Buffer.from(blob)
      changed[at] = changed.readUInt8(at) ^ 1
      const armoured = [begin, changed.toString('base64'), rest.at(-1)].join('\n')
      expect(verifySshSignature(message, armoured, [line]), `byte ${at}`).toBe(false)
    }
  })
  it('are accepted by git verify-commit where ssh-keygen is installed', async (context) => {
    if (!hasKeygen()) return context.annotate('ssh-keygen is not installed; only our own verifier was used', 'notice')
    const signer = fileSigner(folder)
    const repository = join(scratch, 'repository')
    const git = (args: string[], input = '') =>
      execFileSync('git', ['-C', repository, ...args], { input, stdio: 'pipe' })
    execFileSync('git', ['init', '-q', repository])
    const tree = git(['mktree']).toString().trim()
    const who = 'actor_1 <actor_1@dominion.invalid> 1700000000 +0000'
    const head = `tree ${tree}\nauthor ${who}\ncommitter ${who}\n`
    const armoured = await sshSignature(Buffer.from(`${head}\ntitle\n`), signer)
    const object = `${head}gpgsig ${armoured.trimEnd().replaceAll('\n', '\n ')}\n\ntitle\n`
    const commit = git(['hash-object', '-t', 'commit', '-w', '--stdin'], object).toString().trim()
    const allowed = join(scratch, 'allowed')
    writeFileSync(allowed, `* ${sshPublicKeyLine((await signer.publicKey('commit')).spki)}\n`)
    git(['-c', `gpg.ssh.allowedSignersFile=${allowed}`, 'verify-commit', commit])
    writeFileSync(allowed, `* ${sshPublicKeyLine((await signer.publicKey('entry')).spki)}\n`)
    expect(() => git(['-c', `gpg.ssh.allowedSignersFile=${allowed}`, 'verify-commit', commit])).toThrow()
  })
})

function hasKeygen(): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v ssh-keygen'], { stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}
