import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openUpstream } from './upstream.ts'

let folder = ''
let server: Server

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'socket-'))
  server = createServer((_, response) => response.end('reached'))
  await new Promise<void>((resolve) => server.listen(join(folder, 'own.sock'), resolve))
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await rm(folder, { recursive: true, force: true })
})

async function statusAt(path: string): Promise<number | null> {
  const upstream = openUpstream(path)
  const { status } = await upstream.get('/', 2000)
  await upstream.destroy()
  return status
}

it('reaches a socket, also where its path is too long for one', async () => {
  expect(await statusAt(join(folder, 'own.sock'))).toBe(200)
  const deep = join(folder, 'x'.repeat(120))
  await mkdir(deep)
  const other = createServer((_, response) => response.end())
  const here = process.cwd()
  process.chdir(deep)
  await new Promise<void>((resolve) => other.listen('own.sock', resolve))
  process.chdir(here)
  expect(await statusAt(join(deep, 'own.sock'))).toBe(200)
  other.closeAllConnections()
  other.close()
})

it('follows no link to somebody else’s socket, and takes no other file', async () => {
  await symlink(join(folder, 'own.sock'), join(folder, 'link.sock'))
  await writeFile(join(folder, 'file.sock'), '')
  expect(await statusAt(join(folder, 'link.sock'))).toBeNull()
  expect(await statusAt(join(folder, 'file.sock'))).toBeNull()
  expect(await statusAt(join(folder, 'absent.sock'))).toBeNull()
})
