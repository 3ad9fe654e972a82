import { describe, expect, it } from 'vitest'
import { sha256 } from '#server/platform/digest.ts'
import type { EvidenceStore } from '#server/ports/evidence.ts'

/** What every store of evidence keeps. @param spoil changes what is kept under a digest, behind the store's back. */
export function keepsEvidence(name: string, store: EvidenceStore, spoil: (sha256: string) => Promise<void>): void {
  describe(`${name} as a store of evidence`, () => {
    const large = new Uint8Array(1_048_576).map((_, at) => at % 251)

    it('gives back a megabyte, byte for byte, under its sha256', async () => {
      expect(await store.put(large)).toBe(sha256(large))
      expect(sha256(await store.get(sha256(large)))).toBe(sha256(large))
    })

    it('keeps nothing as well, and the same twice as one', async () => {
      const digests = await Promise.all([1, 2, 3].map(() => store.put(new Uint8Array())))
      expect(new Set(digests)).toEqual(new Set([sha256('')]))
      expect(await store.get(sha256(''))).toHaveLength(0)
    })

    it.each(['ab'.repeat(32), '', '../../etc/passwd', 'AB'.repeat(32)])('knows nothing of %j', async (digest) => {
      await expect(store.get(digest)).rejects.toMatchObject({ fault: 'unknown' })
    })

    it('never gives out what is no longer what its name says, and has it whole once it is put again', async () => {
      const digest = await store.put(large)
      await spoil(digest)
      await expect(store.get(digest)).rejects.toMatchObject({ fault: 'tampered' })
      await store.put(large)
      expect(await store.get(digest)).toHaveLength(large.length)
    })
  })
}
