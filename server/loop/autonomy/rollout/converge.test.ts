import { describe, expect, it } from 'vitest'
import { scriptedDelivery } from '#server/adapters/deploys/scripted.ts'
import { Failure } from '#server/platform/errors.ts'
import { halted, type Permit, type WorkScope } from '#server/platform/halt/permit.ts'
import type { RunningVersion } from '#server/ports/delivery.ts'
import { converge, type Edge, StartFailed } from './converge.ts'
import type { DesiredState } from './desired.ts'

const version = (artifactDigest: string, stage: RunningVersion['stage'] = 'production'): RunningVersion => ({
  service: 'harbour',
  stage,
  artifactDigest,
})
const plan = { paths: ['/health'], perSecond: 35 }
const work: WorkScope = { service: 'harbour', humanMade: false }

/** A desired state: versions that run, and the route among them. */
function wanting(runs: RunningVersion[], stable: string, canary: string | null = null, canaryWeight = 0): DesiredState {
  const probed = canary === null ? [] : [version(canary), version(stable)]
  return { versions: runs, route: { stable, canary, canaryWeight }, probed }
}

const alone = wanting([version('one')], 'one')
const both = [version('one'), version('two')]

/** The scripted twin behind a notebook: what was asked of it, in order; asking for the same probes again is no news. */
function edge() {
  const delivery = scriptedDelivery()
  const notes: string[] = []
  const probed = new Map<string, number>()
  const told = (what: string, { artifactDigest, stage }: RunningVersion) =>
    notes.push(`${what} ${stage} ${artifactDigest}`)
  const asked: Edge = {
    runtime: {
      ...delivery,
      start: async (which, epoch, signal) => {
        told('start', which)
        await delivery.start(which, epoch, signal)
      },
      stop: async (which, epoch) => {
        told('stop', which)
        await delivery.stop(which, epoch)
      },
    },
    traffic: {
      ...delivery,
      route: async (service, route, epoch) => {
        notes.push(`route ${route.stable} ${route.canary} ${route.canaryWeight}`)
        await delivery.route(service, route, epoch)
      },
      probe: async (which, { perSecond }) => {
        const key = `${which.stage} ${which.artifactDigest}`
        if ((probed.get(key) ?? 0) !== perSecond) told(`probe ${perSecond}`, which)
        probed.set(key, perSecond)
        await delivery.probe(which, { paths: [], perSecond })
      },
    },
  }
  const permit = (allows: boolean) =>
    ({
      assert: () => {
        notes.push('permit')
        if (!allows) throw halted('global')
      },
    }) as unknown as Permit
  let epoch = 0
  const reach = async (desired: DesiredState, { allows = true, signal = new AbortController().signal } = {}) => {
    notes.length = 0
    epoch += 1
    await converge(asked, desired, { service: 'harbour', epoch, plan, permit: permit(allows), work, signal })
    return [...notes]
  }
  return { delivery, asked, notes, reach }
}

describe('converge', () => {
  it('starts before it points, and does nothing twice', async () => {
    const { reach } = edge()
    expect(await reach(alone)).toEqual(['start production one', 'route one null 0'])
    expect(await reach(alone)).toEqual([])
  })

  it('asks the permit after the start and before the first user', async () => {
    const { reach } = edge()
    await reach(alone)
    const probes = ['probe 35 production one', 'probe 35 production two']
    const steps = ['start production two', 'permit', 'route one two 500', ...probes]
    expect(await reach(wanting(both, 'one', 'two', 500))).toEqual(steps)
  })

  it('asks it for a larger share, and for everyone; not for the same share', async () => {
    const { reach } = edge()
    await reach(wanting(both, 'one', 'two', 500))
    expect(await reach(wanting(both, 'one', 'two', 500))).toEqual([])
    expect(await reach(wanting(both, 'one', 'two', 2500))).toContain('permit')
    const ended = ['probe 0 production one', 'probe 0 production two']
    expect(await reach(wanting(both, 'two'))).toEqual(['permit', 'route two null 0', ...ended])
  })

  it('gives nobody anything without a permit, and keeps who had it', async () => {
    const { reach, delivery } = edge()
    await reach(wanting(both, 'one', 'two', 500))
    await expect(reach(wanting(both, 'one', 'two', 2500), { allows: false })).rejects.toMatchObject({ code: 'halted' })
    await expect(reach(wanting(both, 'two'), { allows: false })).rejects.toMatchObject({ code: 'halted' })
    expect(await delivery.current('harbour')).toMatchObject({ stable: 'one', canaryWeight: 500 })
  })

  it('takes users off first of all, without a permit, then stops what is left over', async () => {
    const { reach } = edge()
    await reach(wanting(both, 'one', 'two', 2500))
    const steps = ['route one null 0', 'probe 0 production two', 'stop production two', 'probe 0 production one']
    expect(await reach(alone, { allows: false })).toEqual(steps)
  })

  it('takes users off before it waits for a start that may be slow', async () => {
    const { reach } = edge()
    await reach(wanting(both, 'one', 'two', 2500))
    const steps = await reach(wanting([...both, version('three', 'sandbox')], 'one', 'two', 0), { allows: false })
    expect(steps.slice(0, 2)).toEqual(['route one two 0', 'start sandbox three'])
  })

  it('brings the version before back up before it points to it, without a permit', async () => {
    const { reach } = edge()
    await reach(wanting([version('two')], 'two'))
    const steps = ['start production one', 'route one null 0', 'stop production two']
    expect(await reach(alone, { allows: false })).toEqual(steps)
  })

  it('leaves other services alone', async () => {
    const { reach, delivery } = edge()
    await delivery.start({ ...version('one'), service: 'quay' }, 1, new AbortController().signal)
    await reach(alone)
    expect((await delivery.running()).map(({ service }) => service).toSorted()).toEqual(['harbour', 'quay'])
  })

  it('says which version did not start, and points nobody to it', async () => {
    const { reach, delivery } = edge()
    await reach(alone)
    delivery.failStart('two')
    const failed = reach(wanting(both, 'one', 'two', 500)).catch((error: unknown) => error)
    expect(await failed).toBeInstanceOf(StartFailed)
    expect(await failed).toMatchObject({ version: version('two') })
    expect(await delivery.current('harbour')).toMatchObject({ canary: null, canaryWeight: 0 })
  })

  it.each<[string, unknown, boolean]>([
    ['the edge going away', new Failure('unavailable', 'edgeDown', 'The edge does not answer.'), false],
    ['a newer decision', new Failure('conflict', 'olderEpoch', 'A newer decision was obeyed already.'), false],
    ['our own stopping', new Error('stopping'), true],
  ])('does not blame the version for %s', async (_, error, stopping) => {
    const { reach, asked } = edge()
    await reach(alone)
    const stop = new AbortController()
    asked.runtime.start = async () => {
      if (stopping) stop.abort()
      throw error
    }
    await expect(reach(wanting(both, 'one', 'two', 500), { signal: stop.signal })).rejects.toBe(error)
  })

  it('obeys no decision older than the one the edge knows', async () => {
    const { reach, delivery } = edge()
    await reach(alone)
    await delivery.route('harbour', { stable: 'one', canary: null, canaryWeight: 0 }, 99)
    await expect(reach(wanting(both, 'one', 'two', 500))).rejects.toMatchObject({ reason: 'olderEpoch' })
  })
})
