import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { KeyEncryption } from '#server/ports/key-encryption.ts'

export interface KeeperUnderTest {
  name: string
  /** Two that share a key, one of another key, and how to let go of them. */
  make(): Promise<{ one: KeyEncryption; same: KeyEncryption; other: KeyEncryption; close?(): Promise<void> }>
}

/** What may be relied on from whoever encrypts keys; every adapter's contract test calls this. */
export function keyEncryptionContract({ name, make }: KeeperUnderTest): void {
  const using = async (use: (made: Awaited<ReturnType<KeeperUnderTest['make']>>) => Promise<void>) => {
    const made = await make()
    try {
      await use(made)
    } finally {
      await made.close?.()
    }
  }

  describe(`${name} as the keeper of a key`, () => {
    it('opens what it closed, in any process', () =>
      using(async ({ one, same }) => {
        for (const secret of [randomBytes(32), randomBytes(48), randomBytes(64), Buffer.alloc(1)]) {
          const wrapped = await one.wrap(secret, 'signing-key/entry/ünïcode')
          expect(Buffer.from(await same.unwrap(wrapped, 'signing-key/entry/ünïcode'))).toEqual(secret)
          expect(wrapped.length).toBeLessThanOrEqual(480)
          expect(Buffer.from(wrapped).includes(secret) && secret.length > 1).toBe(false)
        }
      }))

    it('closes the same secret differently each time', () =>
      using(async ({ one }) => {
        const secret = randomBytes(32)
        expect(await one.wrap(secret, 'a')).not.toEqual(await one.wrap(secret, 'a'))
      }))

    it('opens nothing for another purpose, under another key, or that was altered', () =>
      using(async ({ one, other }) => {
        const wrapped = await one.wrap(randomBytes(32), 'a')
        await expect(one.unwrap(wrapped, 'b')).rejects.toThrow()
        await expect(other.unwrap(wrapped, 'a')).rejects.toThrow()
        const altered = Uint8Array.from(wrapped)
        const at = Math.floor(altered.length / 2)
        altered[at] = (altered[at] ?? 0) === 65 ? 66 : 65
        await expect(one.unwrap(altered, 'a')).rejects.toThrow()
        await expect(one.unwrap(new Uint8Array(), 'a')).rejects.toThrow()
      }))

    it('names itself without a secret', () =>
      using(async ({ one }) => {
        await one.wrap(randomBytes(32), 'a')
        expect(one.keeper().driver).toMatch(/^(file|vault|aws-kms|gcp-kms)$/)
        expect(one.keeper().key).toMatch(/./)
      }))
  })
}
