import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parseEnvironment } from '#server/platform/env.ts'
import { fileKeyEncryption } from './files.ts'
import { chosenKeyEncryption } from './index.ts'
import { keyEncryptionContract } from './key-encryption.contract.ts'
import { passphraseKeyEncryption } from './passphrase.ts'

const scratch = mkdtempSync(join(tmpdir(), 'keeper-'))
afterAll(() => rmSync(scratch, { recursive: true }))
const file = (name: string) => join(scratch, name)
const phrase = (text: string | undefined, from?: string) => ({ text, file: from })

keyEncryptionContract({
  name: 'a file of this machine',
  make: async () => ({
    one: fileKeyEncryption(file('one.key')),
    same: fileKeyEncryption(file('one.key')),
    other: fileKeyEncryption(file('other.key')),
  }),
})

keyEncryptionContract({
  name: 'a passphrase',
  make: async () => ({
    one: passphraseKeyEncryption(file('one.json'), phrase('correct horse')),
    same: passphraseKeyEncryption(file('one.json'), phrase('correct horse')),
    other: passphraseKeyEncryption(file('other.json'), phrase('correct horse')),
  }),
})

describe('a key in a file', () => {
  it('is refused when others can read it', async () => {
    await fileKeyEncryption(file('open.key')).wrap(Buffer.from('x'), 'a')
    chmodSync(file('open.key'), 0o644)
    await expect(fileKeyEncryption(file('open.key')).wrap(Buffer.from('x'), 'a')).rejects.toThrow('chmod 600')
  })
  it('is refused when it is no key', async () => {
    writeFileSync(file('short.key'), 'short', { mode: 0o600 })
    await expect(fileKeyEncryption(file('short.key')).wrap(Buffer.from('x'), 'a')).rejects.toThrow('32 bytes')
  })
})

describe('a passphrase', () => {
  it('that is another one is told so, and opens nothing', async () => {
    await passphraseKeyEncryption(file('wrong.json'), phrase('first')).wrap(Buffer.from('x'), 'a')
    const wrong = passphraseKeyEncryption(file('wrong.json'), phrase('hunter2'))
    const error = await wrong.wrap(Buffer.from('x'), 'a').catch(String)
    expect(error).toMatch(/not the one/)
    expect(error).not.toContain('hunter2')
    expect(statSync(file('wrong.json')).mode & 0o777).toBe(0o600)
  })
  it('comes from a file as well, and must be set', async () => {
    writeFileSync(file('phrase'), 'first\nsecond line\n')
    const wrapped = await passphraseKeyEncryption(file('p.json'), phrase(undefined, file('phrase'))).wrap(
      Buffer.from('x'),
      'a',
    )
    const opened = await passphraseKeyEncryption(file('p.json'), phrase('first')).unwrap(wrapped, 'a')
    expect(Buffer.from(opened).toString()).toBe('x')
    await expect(passphraseKeyEncryption(file('p.json'), phrase(undefined)).wrap(opened, 'a')).rejects.toThrow(
      'KEY_PASSPHRASE',
    )
  })
})

describe('the choice by KEY_ENCRYPTION', () => {
  const chosen = (variables: Record<string, string>) =>
    chosenKeyEncryption(parseEnvironment({ DOMINION_DATA: scratch, ...variables }))

  it.each([
    ['vault', /needs VAULT_ADDR, VAULT_TRANSIT_KEY/],
    ['aws-kms', /needs AWS_REGION, AWS_KMS_KEY_ID, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY/],
    ['gcp-kms', /needs GCP_KMS_KEY, GOOGLE_APPLICATION_CREDENTIALS/],
  ])('of %s names what is missing', (driver, missing) => {
    expect(() => chosen({ KEY_ENCRYPTION: driver })).toThrow(missing)
  })
  it('is a file when nothing is said, and refuses what it does not know', () => {
    expect(chosen({}).keeper().driver).toBe('file')
    expect(() => chosen({ KEY_ENCRYPTION: 'paper' })).toThrow('KEY_ENCRYPTION')
  })
})
