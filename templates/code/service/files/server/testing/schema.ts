import { randomBytes } from 'node:crypto'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../database.ts'
import { migrate } from '../migrations.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    schema: string
  }
}

/** Before the first test: a schema of this run's own, with every migration applied. After the last: gone again. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const schema = `test_${randomBytes(6).toString('hex')}`
  const database = openDatabase(schema)
  await database.query(`create schema "${schema}"`)
  await migrate(database, 'migrations')
  project.provide('schema', schema)
  return async () => {
    await database.query(`drop schema "${schema}" cascade`)
    await database.close()
  }
}
