import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { scryptCost } from './numbers.ts'

const keyLength = 32

/** `salt:hash`, both base64url, by scrypt. */
export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(secret, salt)
  return `${salt.toString('base64url')}:${hash.toString('base64url')}`
}

/** Takes the same time for a right and a wrong secret. */
export async function matchesHash(secret: string, stored: string): Promise<boolean> {
  const [salt = '', hash = ''] = stored.split(':')
  const expected = Buffer.from(hash, 'base64url')
  const found = await derive(secret, Buffer.from(salt, 'base64url'))
  return expected.length === found.length && timingSafeEqual(expected, found)
}

/** Compared against when there is no such person, so that a guess takes as long as for one there is. */
export const nobodysHash = `${'A'.repeat(22)}:${'A'.repeat(43)}`

function derive(secret: string, salt: Buffer): Promise<Buffer> {
  const cost: ScryptOptions = scryptCost
  return new Promise((resolve, reject) => {
    scrypt(secret.normalize('NFKC'), salt, keyLength, cost, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
