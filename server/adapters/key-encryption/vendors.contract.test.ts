import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { KeyEncryption } from '#server/ports/key-encryption.ts'
import type { Patience } from './ask.ts'
import { awsKmsKeyEncryption } from './aws-kms.ts'
import { gcpKmsKeyEncryption } from './gcp-kms.ts'
import { keyEncryptionContract } from './key-encryption.contract.ts'
import { awsRefused, awsServer } from './testing/aws-server.ts'
import { gcpRefused, gcpServers } from './testing/gcp-server.ts'
import { vaultServer } from './testing/vault-server.ts'
import type { Answer, Fault, Vendor } from './testing/vendor.ts'
import { vaultKeyEncryption } from './vault.ts'

const scratch = mkdtempSync(join(tmpdir(), 'keeper-'))
afterAll(() => rmSync(scratch, { recursive: true }))
const patience: Patience = { eachMs: 300, tries: 3, firstPauseMs: 2, longestPauseMs: 1500 }
/** Nothing of these may be in an error. */
const secrets = { token: `token-${randomBytes(8).toString('hex')}`, key: `secret-${randomBytes(8).toString('hex')}` }

interface Made {
  vendor: Vendor
  keeper: KeyEncryption
  other: KeyEncryption
  close(): Promise<void>
}

async function vault(token = secrets.token): Promise<Made> {
  const vendor = await vaultServer({ token: secrets.token, key: 'dominion' })
  const another = await vaultServer({ token: secrets.token, key: 'dominion' })
  const at = (address: string) =>
    vaultKeyEncryption({ address, key: 'dominion', mount: 'transit', token, tokenFile: undefined, patience })
  return { vendor, keeper: at(vendor.url), other: at(another.url), close: () => closeAll(vendor, another) }
}

async function aws(secret = secrets.key): Promise<Made> {
  const holds = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: secrets.key, sessionToken: secrets.token }
  const place = { region: 'eu-central-1', keyId: 'alias/dominion' }
  const vendor = await awsServer({ credentials: holds, ...place })
  const another = await awsServer({ credentials: holds, ...place })
  const at = (endpoint: string) =>
    awsKmsKeyEncryption({ ...place, credentials: { ...holds, secretAccessKey: secret }, endpoint, patience })
  return { vendor, keeper: at(vendor.url), other: at(another.url), close: () => closeAll(vendor, another) }
}

async function gcp(granted = 'k'): Promise<Made & { expire(): void; tokens: Vendor }> {
  const key = `projects/p/locations/global/keyRings/r/cryptoKeys/${granted}`
  const asked = 'projects/p/locations/global/keyRings/r/cryptoKeys/k'
  const file = (name: string) => join(scratch, `${name}-${randomBytes(4).toString('hex')}.json`)
  const [credentialsFile, theirs] = [file('one'), file('other')]
  const one = await gcpServers(key, credentialsFile)
  const two = await gcpServers(key, theirs)
  const at = (endpoint: string, credentials: string) =>
    gcpKmsKeyEncryption({ key: asked, credentialsFile: credentials, endpoint, patience })
  return {
    vendor: one.kms,
    tokens: one.tokens,
    expire: one.expire,
    keeper: at(one.kms.url, credentialsFile),
    other: at(two.kms.url, theirs),
    close: () => closeAll(one.kms, one.tokens, two.kms, two.tokens),
  }
}

const closeAll = async (...vendors: Vendor[]) => void (await Promise.all(vendors.map((each) => each.close())))

const vaultSays = (status: number): Answer => ({ status, body: { errors: [`no, not with ${secrets.token}`] } })

describe.each([
  { name: 'Vault', make: vault, throttled: vaultSays(429), broken: vaultSays(503), denied: vaultSays(403) },
  {
    name: 'AWS KMS',
    make: aws,
    throttled: awsRefused(400, 'ThrottlingException'),
    broken: awsRefused(500, 'KMSInternalException'),
    denied: awsRefused(400, 'AccessDeniedException'),
  },
  {
    name: 'Google Cloud KMS',
    make: gcp as () => Promise<Made>,
    throttled: gcpRefused(429, 'RESOURCE_EXHAUSTED'),
    broken: gcpRefused(503, 'UNAVAILABLE'),
    denied: gcpRefused(403, 'PERMISSION_DENIED'),
  },
])('$name', ({ name, make, throttled, broken, denied }) => {
  keyEncryptionContract({
    name,
    async make() {
      const { keeper, other, close } = await make()
      return { one: keeper, same: keeper, other, close }
    },
  })

  const wrapping = async (faults: readonly Fault[], use: (of: Made, outcome: string) => void) => {
    const made = await make()
    try {
      made.vendor.faults.push(...faults)
      const outcome = await made.keeper.wrap(Buffer.from(secrets.key), 'a').then(() => 'done', String)
      use(made, outcome)
      for (const secret of [...Object.values(secrets), Buffer.from(secrets.key).toString('base64')]) {
        expect(outcome).not.toContain(secret)
      }
    } finally {
      await made.close()
    }
  }

  it.each<[string, Fault]>([
    ['throttles', throttled],
    ['is broken', broken],
    ['closes the line', 'gone'],
    ['ends in the middle of its answer', 'truncated'],
    ['is silent', 'silent'],
  ])('is asked again when it %s, and given up after three times', async (_, fault) => {
    await wrapping([fault], ({ vendor }, outcome) => expect([outcome, vendor.asked]).toEqual(['done', 2]))
    await wrapping([fault, fault, fault], ({ vendor }, outcome) => {
      expect(outcome).toContain(`${name} did not answer after 3 tries`)
      expect(vendor.asked).toBe(3)
    })
  })

  it('is waited for as long as it asks', async () => {
    const began = performance.now()
    const later = { ...throttled, headers: { 'retry-after': '1' } }
    await wrapping([later], (_, outcome) => expect(outcome).toBe('done'))
    expect(performance.now() - began).toBeGreaterThan(950)
  })

  it('is asked once when it refuses', async () => {
    await wrapping([denied, denied], ({ vendor }, outcome) => {
      expect(outcome).toContain(`${name} refused`)
      expect(vendor.asked).toBe(1)
    })
  })
})

describe('credentials', () => {
  it('that are wrong are refused, by Vault and by AWS', async () => {
    for (const made of [await vault('another'), await aws('another')]) {
      await expect(made.keeper.wrap(Buffer.from('x'), 'a')).rejects.toThrow(/refused: status (403|400, InvalidSig)/)
      await made.close()
    }
  })
  it('for another key are refused by Google', async () => {
    const { keeper, close } = await gcp('another')
    await expect(keeper.wrap(Buffer.from('x'), 'a')).rejects.toThrow('PERMISSION_DENIED')
    await close()
  })
  it('of a session that ended say so', async () => {
    const { vendor, keeper, close } = await aws()
    vendor.faults.push(awsRefused(400, 'ExpiredTokenException'))
    await expect(keeper.wrap(Buffer.from('x'), 'a')).rejects.toThrow('ExpiredTokenException')
    await close()
  })
  it('of Google are renewed once when they ended early', async () => {
    const { keeper, expire, tokens, close } = await gcp()
    await keeper.wrap(Buffer.from('x'), 'a')
    expire()
    await keeper.wrap(Buffer.from('x'), 'a')
    expect(tokens.asked).toBe(2)
    await close()
  })
  it('of Vault in a file are read anew when they ended', async () => {
    const vendor = await vaultServer({ token: 'second', key: 'dominion' })
    const tokenFile = join(scratch, 'token')
    writeFileSync(tokenFile, 'first\n')
    const options = { address: vendor.url, key: 'dominion', mount: 'transit', token: undefined, tokenFile, patience }
    const keeper = vaultKeyEncryption(options)
    await expect(keeper.wrap(Buffer.from('x'), 'a')).rejects.toThrow('refused: status 403')
    writeFileSync(tokenFile, 'second\n')
    expect((await keeper.wrap(Buffer.from('x'), 'a')).length).toBeGreaterThan(0)
    await vendor.close()
  })
})
