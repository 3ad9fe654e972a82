import { afterAll, expect, it } from 'vitest'
import { serviceDatabases } from '#server/adapters/databases/embedded.ts'
import { edgeNode } from '#server/adapters/deploys/edge-node.ts'
import { testCluster } from '#server/testing/database.ts'
import { client, until } from './bench/traffic.ts'
import { edgeForTests } from './testing/edge.ts'

const databases = serviceDatabases({
  administratorUrl: () => testCluster().administrator,
  secret: () => 'for this test',
})
const edge = await edgeForTests(databases)
const delivery = edgeNode({ controlSocket: edge.controlSocket })
const web = client()
afterAll(async () => {
  web.close()
  await delivery.close()
  await edge.close()
})

it('gives a version its database over a socket, migrates it once, and gives it again after a crash and a restart', async () => {
  const digest = await edge.build({ name: 'stored', crashes: true })
  const version = { service: 'harbour', stage: 'production' as const, artifactDigest: digest }
  await delivery.start(version, 1, new AbortController().signal)
  await delivery.route('harbour', { stable: digest, canary: null, canaryWeight: 0 }, 1)
  const answers = async () => (await web.send(edge.url('/harbour/database'))).body
  expect(await answers()).toBe('R')

  await web.send(edge.url('/harbour/crash'))
  await until(async () => (await answers()) === 'R', 'the database after a crash')
  await edge.restart()
  await until(async () => (await answers()) === 'R', 'the database after a restart of the edge')
  expect(edge.ran).toEqual([['node', 'migrate.js']])
})
