import { type ChildProcess, spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ociLayout } from '#server/adapters/artifacts/oci-layout.ts'
import { edgeNode } from '#server/adapters/deploys/edge-node.ts'
import { until } from './bench/traffic.ts'
import { buildService } from './testing/behaviour.ts'
import { edgeForTests } from './testing/edge.ts'

/** An edge as a process of its own, so that it can be killed. */
const program = `
  import { startEdge } from '#server/edge/edge.ts'
  import { edgeOptions } from '#server/edge/testing/edge.ts'
  const edge = await startEdge(edgeOptions(process.argv[1]))
  console.log(edge.port)
  process.once('SIGTERM', () => edge.stop().then(() => process.exit(0)))`

async function runEdge(folder: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  return child
}

const signal = new AbortController().signal
const production = (artifactDigest: string) => ({ service: 'harbour', stage: 'production' as const, artifactDigest })

describe('an edge that was killed', () => {
  it('comes back with the same versions, weights, probes and epochs', async () => {
    const edge = await edgeForTests()
    await edge.edge().stop()
    const store = ociLayout(join(edge.folder, 'artifacts'))
    const one = await buildService(store, join(edge.folder, 'one'), { name: 'one' })
    const two = await buildService(store, join(edge.folder, 'two'), { name: 'two' })
    let child = await runEdge(edge.folder)
    const delivery = edgeNode({ controlSocket: edge.controlSocket })
    await delivery.start(production(one), 3, signal)
    await delivery.start(production(two), 4, signal)
    await delivery.route('harbour', { stable: one, canary: two, canaryWeight: 50 }, 7)
    await delivery.probe(production(two), { paths: ['/'], perSecond: 5 })
    const { cursor } = await delivery.attempts('harbour', 0)

    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('close', resolve))
    await expect(delivery.current('harbour')).rejects.toMatchObject({ reason: 'edgeDown' })
    child = await runEdge(edge.folder)
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
      const child = await runEdge(edge.folder)
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
