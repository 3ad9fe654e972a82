import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunningVersion, ServiceRuntime, TrafficDriver } from '#server/ports/delivery.ts'

export interface DeliveryUnderTest {
  delivery: ServiceRuntime & TrafficDriver
  /** Digests of two healthy versions and of one that never becomes healthy. */
  healthy: readonly [string, string]
  broken: string
  close(): Promise<void>
}

/** What every way of running versions and splitting traffic promises. One suite for all of them. */
export function deliveryContract(name: string, open: () => Promise<DeliveryUnderTest>): void {
  describe(`delivery by ${name}`, () => {
    let under: DeliveryUnderTest
    const signal = new AbortController().signal
    const version = (artifactDigest: string, service = 'harbour'): RunningVersion => ({
      service,
      stage: 'production',
      artifactDigest,
    })
    beforeAll(async () => {
      under = await open()
    })
    afterAll(() => under.close())

    it('says whether it is scripted', () => expect(typeof under.delivery.scripted).toBe('boolean'))

    it('knows nothing at first, and invents no counts', async () => {
      expect(await under.delivery.running()).toEqual([])
      expect(await under.delivery.current('harbour')).toBeNull()
      expect((await under.delivery.attempts('harbour', 0)).batches).toEqual([])
    })

    it('starts a version once, however often it is asked', async () => {
      const [first] = under.healthy
      await Promise.all([1, 2].map(() => under.delivery.start(version(first), 1, signal)))
      await under.delivery.start(version(first), 1, signal)
      expect(await under.delivery.running()).toEqual([
        { ...version(first), healthy: true, restarts: 0, startedAt: expect.any(String) },
      ])
    })

    it('runs the same artifact in two stages side by side', async () => {
      const sandbox = { ...version(under.healthy[0]), stage: 'sandbox' as const }
      await under.delivery.start(sandbox, 1, signal)
      expect(await under.delivery.running()).toHaveLength(2)
      await under.delivery.stop(sandbox, 1)
      expect(await under.delivery.running()).toHaveLength(1)
    })

    it('routes to versions that run, and to no other', async () => {
      const [stable, canary] = under.healthy
      await under.delivery.route('harbour', { stable, canary: null, canaryWeight: 0 }, 2)
      const toAbsent = under.delivery.route('harbour', { stable, canary, canaryWeight: 500 }, 3)
      await expect(toAbsent).rejects.toMatchObject({ reason: 'notRunning' })
      expect(await under.delivery.current('harbour')).toEqual({ stable, canary: null, canaryWeight: 0, epoch: 2 })
      await under.delivery.start(version(canary), 3, signal)
      await under.delivery.route('harbour', { stable, canary, canaryWeight: 500 }, 3)
      expect(await under.delivery.current('harbour')).toEqual({ stable, canary, canaryWeight: 500, epoch: 3 })
    })

    it('refuses a decision older than one it obeyed, and obeys the same one twice', async () => {
      const [stable, canary] = under.healthy
      const late = { reason: 'olderEpoch' }
      const { delivery } = under
      await expect(delivery.route('harbour', { stable, canary, canaryWeight: 9000 }, 2)).rejects.toMatchObject(late)
      await expect(delivery.start(version(stable), 2, signal)).rejects.toMatchObject(late)
      await expect(delivery.stop(version(canary), 2)).rejects.toMatchObject(late)
      await delivery.route('harbour', { stable, canary, canaryWeight: 500 }, 3)
      expect(await delivery.current('harbour')).toMatchObject({ canaryWeight: 500, epoch: 3 })
    })

    it('counts epochs per service', async () => {
      await under.delivery.start(version(under.healthy[0], 'quay'), 1, signal)
      await under.delivery.stop(version(under.healthy[0], 'quay'), 1)
      expect((await under.delivery.running()).filter(({ service }) => service === 'quay')).toEqual([])
    })

    it('does not stop a version that users reach', async () => {
      const [stable, canary] = under.healthy
      const routed = { reason: 'stillRouted' }
      await expect(under.delivery.stop(version(stable), 4)).rejects.toMatchObject(routed)
      await expect(under.delivery.stop(version(canary), 4)).rejects.toMatchObject(routed)
      await under.delivery.route('harbour', { stable, canary: null, canaryWeight: 0 }, 4)
      await under.delivery.stop(version(canary), 4)
      await under.delivery.stop(version(canary), 4)
      expect((await under.delivery.running()).map((each) => each.artifactDigest)).toEqual([stable])
    })

    it('says that a version did not start, and does not keep it', async () => {
      const starting = under.delivery.start(version(under.broken), 5, signal)
      await expect(starting).rejects.toMatchObject({ code: 'unavailable' })
      expect((await under.delivery.running()).map((each) => each.artifactDigest)).not.toContain(under.broken)
    })

    it('probes only what runs', async () => {
      const plan = { paths: ['/'], perSecond: 10 }
      await under.delivery.probe(version(under.healthy[0]), plan)
      await under.delivery.probe(version(under.healthy[0]), { paths: [], perSecond: 0 })
      await expect(under.delivery.probe(version(under.broken), plan)).rejects.toMatchObject({ reason: 'notRunning' })
    })
  })
}
