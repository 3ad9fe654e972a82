import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { TestProject } from 'vitest/node'
import type { TestCluster } from './database.ts'

/** Starts the tests' own PostgreSQL before the first test that needs one; it ends with the test run, however that ends. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = spawn(process.execPath, [join(import.meta.dirname, 'cluster.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const told = once(createInterface(server.stdout), 'line') as Promise<[string]>
  const ended = once(server, 'exit').then(() => {
    throw new Error('The tests’ PostgreSQL did not start.')
  })
  const [line] = await Promise.race([told, ended])
  ended.catch(() => undefined)
  project.provide('cluster', JSON.parse(line) as TestCluster)
  return async () => {
    const gone = once(server, 'exit')
    server.stdin.end()
    await gone
  }
}
