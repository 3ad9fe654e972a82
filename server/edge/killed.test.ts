import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ociLayout } from '#server/adapters/artifacts/oci-layout.ts'
import { edgeNode } from '#server/adapters/deploys/edge-node.ts'
import { until } from './bench/traffic.ts'
import { buildService } from './testing/behaviour.ts'
import { edgeForTests } from './testing/edge.ts'

const signal = new AbortController().signal
const production = (artifactDigest: string) => ({ service: 'harbour', stage: 'production' as const, artifactDigest })

describe('an edge that was killed', () => {
  it('comes back with the same versions, weights, probes and epochs', async () => {
    const edge = await edgeForTests()
    await edge.edge().stop()
    const store = ociLayout(join(edge.folder, 'artifacts'))
    const one = await buildService(store, join(edge.folder, 'one'), { name: 'one' })
    const two = await buildService(store, join(edge.folder, 'two'), { name: 'two' })
    const run = () =>
      spawn(process.execPath, [join(import.meta.dirname, 'testing/run.ts'), edge.folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
    let child = run()
    const delivery = edgeNode({ controlSocket: edge.controlSocket })
    await new Promise((resolve) => child.stdout.once('data', resolve))
    await delivery.start(production(one), 3, signal)
    await delivery.start(production(two), 4, signal)
    await delivery.route('harbour', { stable: one, canary: two, canaryWeight: 50 }, 7)
    await delivery.probe(production(two), { paths: ['/'], perSecond: 5 })
    const { cursor } = await delivery.attempts('harbour', 0)

    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('close', resolve))
    await expect(delivery.current('harbour')).rejects.toMatchObject({ reason: 'edgeDown' })
    child = run()
    await new Promise((resolve) => child.stdout.once('data', resolve))
    expect(await delivery.current('harbour')).toEqual({ stable: one, canary: two, canaryWeight: 50, epoch: 7 })
    await until(async () => (await delivery.running()).filter((each) => each.healthy).length === 2, 'both versions')
    await expect(delivery.route('harbour', { stable: one, canary: two, canaryWeight: 9 }, 6)).rejects.toMatchObject({
      reason: 'olderEpoch',
    })
    await until(
      async () => (await delivery.attempts('harbour', cursor)).batches.some((each) => each.source === 'probe'),
      'probes',
    )

    child.kill('SIGTERM')
    const code = await new Promise((resolve) => child.once('close', resolve))
    expect(code).toBe(0)
    await delivery.close()
    await edge.close()
  })

  it('has lost nothing that it confirmed, whenever it was killed', async () => {
    const edge = await edgeForTests()
    await edge.edge().stop()
    const delivery = edgeNode({ controlSocket: edge.controlSocket })
    let asked = 0
    for (let round = 0; round < 6; round++) {
      const child = spawn(process.execPath, [join(import.meta.dirname, 'testing/run.ts'), edge.folder])
      await new Promise((resolve) => child.stdout.once('data', resolve))
      const before = await delivery.current('harbour')
      expect(before?.epoch ?? 0).toBeGreaterThanOrEqual(asked - 1)
      let confirmed = before?.epoch ?? 0
      const closed = new Promise((resolve) => child.once('close', resolve))
      setTimeout(() => child.kill('SIGKILL'), 20 + round * 17)
      for (asked = confirmed + 1; ; asked++) {
        const heard = await delivery
          .route('harbour', { stable: null, canary: null, canaryWeight: 0 }, asked)
          .catch(() => 'killed')
        if (heard === 'killed') break
        confirmed = asked
      }
      await closed
      asked = confirmed + 1
    }
    expect(asked).toBeGreaterThan(6)
    await delivery.close()
    await edge.close()
  })

  it('does not guess when its journal cannot be read, and does not start beside another', async () => {
    const edge = await edgeForTests()
    await expect(edge.another()).rejects.toMatchObject({ reason: 'alreadyRunning' })
    await edge.edge().stop()
    await writeFile(join(edge.folder, 'edge/desired.json'), '{"format":1,"services":')
    await expect(edge.another()).rejects.toMatchObject({ reason: 'journalUnreadable' })
    await edge.close()
  })
})
