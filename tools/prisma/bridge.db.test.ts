import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '#server/platform/env.ts'
import { testDatabase } from '#server/testing/database.ts'

const { administrator } = await testDatabase()

function prisma(...args: string[]): { status: number | null; output: string } {
  const program = join(packageRoot, 'node_modules/prisma/build/index.js')
  const env = { ...process.env, DATABASE_URL: administrator }
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: packageRoot,
    env,
    encoding: 'utf8',
  })
  return { status, output: stdout + stderr }
}

describe('Prisma’s command line without its downloaded engine', () => {
  it('finds a database that our own runner migrated up to date', () => {
    expect(prisma('migrate', 'status')).toMatchObject({ status: 0, output: expect.stringContaining('up to date') })
  })

  it('has nothing to deploy to it', () => {
    expect(prisma('migrate', 'deploy').output).toMatch(/No pending migrations/)
  })

  it('tells what is really in the database', () => {
    const { output } = prisma('migrate', 'diff', '--from-empty', '--to-config-datasource', '--script')
    expect(output).toMatch(/CREATE TABLE "public"."change"/)
  })

  it('says so when the database cannot be reached', () => {
    const url = new URL(administrator)
    url.port = '1'
    const program = join(packageRoot, 'node_modules/prisma/build/index.js')
    const env = { ...process.env, DATABASE_URL: url.href }
    const { status } = spawnSync(process.execPath, [program, 'migrate', 'status'], { cwd: packageRoot, env })
    expect(status).toBe(1)
  })
})
