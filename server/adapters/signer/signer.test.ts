import { execFileSync } from 'node:child_process'
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { verifySshSignature } from '#server/adapters/git/ssh-signature.ts'
import { fileKeyEncryption } from '#server/adapters/key-encryption/files.ts'
import { testSigner } from '#server/testing/keys.ts'
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
    const both = await Promise.all([testSigner(folder), testSigner(folder)].map((s) => s.publicKey('entry')))
    expect(both[0]).toEqual(both[1])
    expect(await testSigner(folder).publicKey('entry')).toEqual(both[0])
    expect(filesOf(folder)).toEqual(['00000001.json'])
    expect(statSync(join(folder, 'signing/00000001.json')).mode & 0o777).toBe(0o600)
  })
  it('differ by purpose, and sign', async () => {
    const signer = testSigner(folder)
    const { keyId, signature } = await signer.sign('checkpoint', message)
    const { spki, keyId: same } = await signer.publicKey('checkpoint')
    expect(same).toBe(keyId)
    expect(keyId).not.toBe((await signer.publicKey('entry')).keyId)
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
    expect(verify(null, message, key, signature)).toBe(true)
  })
  it('are refused when others can read them, with the remedy', async () => {
    const open = join(scratch, 'open')
    await testSigner(open).publicKey('entry')
    chmodSync(join(open, 'signing/00000001.json'), 0o644)
    await expect(testSigner(open).publicKey('entry')).rejects.toThrow('chmod 600')
  })
  it('show no private half: what lies there opens with the key of its keeper alone, and for its own purpose', async () => {
    const text = readFileSync(join(folder, 'signing/00000001.json'), 'utf8')
    for (const { wrapped } of JSON.parse(text).keys) {
      expect(Buffer.from(wrapped, 'base64').includes(Buffer.from('302e020100300506032b657004220420', 'hex'))).toBe(
        false,
      )
    }
    const stolen = join(scratch, 'stolen')
    cpSync(join(folder, 'signing'), join(stolen, 'signing'), { recursive: true })
    await expect(testSigner(stolen).sign('entry', message)).rejects.toThrow()
    const swapped = join(scratch, 'swapped')
    cpSync(folder, swapped, { recursive: true })
    const renamed = text.replaceAll('"entry"', '"x"').replaceAll('"commit"', '"entry"').replaceAll('"x"', '"commit"')
    writeFileSync(join(swapped, 'signing/00000001.json'), renamed, { mode: 0o600 })
    await expect(testSigner(swapped).sign('entry', message)).rejects.toThrow()
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

describe('plain keys of an earlier version', () => {
  const old = join(scratch, 'old')
  const pem = (purpose: string) => join(old, `${purpose}.ed25519.pem`)
  const made = ['entry', 'checkpoint'].map((purpose) => [purpose, generateKeyPairSync('ed25519')] as const)

  it('are taken over, encrypted and removed; what is missing is made', async () => {
    mkdirSync(old, { mode: 0o700 })
    for (const [purpose, { privateKey }] of made) {
      writeFileSync(pem(purpose), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
    }
    const both = [testSigner(old), testSigner(old)]
    await Promise.all(both.map((signer) => signer.publicKey('commit')))
    for (const [purpose, { publicKey }] of made) {
      const { spki } = await testSigner(old).publicKey(purpose as 'entry')
      expect(Buffer.from(spki)).toEqual(publicKey.export({ type: 'spki', format: 'der' }))
      expect(existsSync(pem(purpose))).toBe(false)
    }
  })
  it('left behind by a cut-off take-over go at the next start; another key’s file stays', async () => {
    const [, { privateKey }] = made[0] as (typeof made)[number]
    writeFileSync(pem('entry'), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
    const foreign = generateKeyPairSync('ed25519').privateKey
    writeFileSync(pem('commit'), foreign.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
    await testSigner(old).publicKey('entry')
    expect([existsSync(pem('entry')), existsSync(pem('commit'))]).toEqual([false, true])
  })
})

describe('keys that follow each other', () => {
  const ring = testSigner(join(scratch, 'ring'))
  const life = { since: '2027-01-01T00:00:00.000Z', until: '2027-01-08T00:00:00.000Z' }

  it('wait, sign, end and are destroyed, and other processes notice', async () => {
    const before = await ring.publicKey('entry')
    const [next, again] = [await ring.prepare('entry', null), await ring.prepare('entry', null)]
    expect(again.keyId).toBe(next.keyId)
    expect((await ring.publicKey('entry')).keyId).toBe(before.keyId)
    const other = testSigner(join(scratch, 'ring'))
    expect((await other.sign('entry', message)).keyId).toBe(before.keyId)
    await ring.activate(next.keyId, life)
    expect((await ring.sign('entry', message)).keyId).toBe(next.keyId)
    await vi.waitFor(async () => expect((await other.sign('entry', message)).keyId).toBe(next.keyId), 5_000)
    expect((await other.publicKeys('entry')).map(({ keyId }) => keyId)).toEqual([next.keyId, before.keyId])
    await ring.destroy(before.keyId)
    await vi.waitFor(async () => expect(await other.publicKeys('entry')).toHaveLength(1), 5_000)
    expect((await ring.keys()).find(({ keyId }) => keyId === before.keyId)).toMatchObject({
      state: 'ended',
      until: life.until,
    })
    expect(filesOf(join(scratch, 'ring'))).toHaveLength(1)
    const lying = readFileSync(join(scratch, 'ring/signing', filesOf(join(scratch, 'ring'))[0] ?? ''), 'utf8')
    expect(JSON.parse(lying).keys.find((key: { keyId: string }) => key.keyId === before.keyId).wrapped).toBeNull()
  })
  it('are not missed while whoever keeps the key is away: the one before signs on', async () => {
    const folder_ = join(scratch, 'away')
    const real = fileKeyEncryption(join(folder_, 'encryption.key'))
    let away = false
    const fails = async () => Promise.reject(new Error('away'))
    const keeper = {
      ...real,
      wrap: (...of: Parameters<typeof real.wrap>) => (away ? fails() : real.wrap(...of)),
      unwrap: (...of: Parameters<typeof real.unwrap>) => (away ? fails() : real.unwrap(...of)),
    }
    const web = fileSigner(folder_, keeper)
    const { keyId } = await web.sign('entry', message)
    away = true
    await expect(web.prepare('entry', null)).rejects.toThrow('away')
    const leader = fileSigner(folder_, real)
    const next = await leader.prepare('entry', null)
    await leader.activate(next.keyId, life)
    await new Promise((go) => setTimeout(go, 300))
    expect((await web.sign('entry', message)).keyId).toBe(keyId)
    away = false
    expect((await web.sign('entry', message)).keyId).toBe(next.keyId)
  })
  it('of a tree sign that tree only', async () => {
    const { keyId } = await ring.publicKey('checkpoint')
    await ring.begin(keyId, { since: life.since, log: 'example/one' })
    const two = await ring.prepare('checkpoint', 'example/two')
    expect((await ring.sign('checkpoint', message, 'example/two')).keyId).toBe(two.keyId)
    expect((await ring.sign('checkpoint', message, 'example/one')).keyId).toBe(keyId)
    await expect(ring.sign('checkpoint', message, 'example/three')).rejects.toThrow('example/three')
    await ring.activate(two.keyId, life)
    expect((await ring.prepare('checkpoint', 'example/two')).keyId).toBe(two.keyId)
  })
  it('lose no change when several processes write at once', async () => {
    const rings = Array.from({ length: 6 }, () => testSigner(join(scratch, 'ring')))
    await Promise.all(rings.map((each, at) => each.prepare('checkpoint', `example/at-once-${at}`)))
    const logs = (await testSigner(join(scratch, 'ring')).keys()).map(({ log }) => log)
    for (let at = 0; at < rings.length; at++) expect(logs).toContain(`example/at-once-${at}`)
  })
})

const filesOf = (home: string) => readdirSync(join(home, 'signing'))

describe('signatures for Git', () => {
  it('verify for exactly those bytes and that key', async () => {
    const signer = testSigner(folder)
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
    const signer = testSigner(folder)
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
    const signer = testSigner(folder)
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
