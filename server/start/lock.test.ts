import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { takeLock, withLock } from './lock.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const holder = `
  import { takeLock } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))}
  console.log(await takeLock('held', process.argv[1]))
  setInterval(() => {}, 1000)
`

describe('a lock', () => {
  it('belongs to one process, and is free the moment that one is killed', async () => {
    const other = spawn(process.execPath, ['--input-type=module', '-e', holder, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [answer] = (await once(other.stdout, 'data')) as [Buffer]
    expect(answer.toString()).toBe('true\n')
    expect(await takeLock('held', folder)).toBe(false)
    other.kill('SIGKILL')
    await once(other, 'exit')
    expect(await takeLock('held', folder)).toBe(true)
  })

  it('of another folder or purpose is another lock', async () => {
    expect(await takeLock('one', folder)).toBe(true)
    expect(await takeLock('two', folder)).toBe(true)
    expect(await takeLock('one', tmpdir())).toBe(true)
  })

  it('lets one at a time through', async () => {
    let inside = 0
    const enter = () =>
      withLock('turns', folder, async () => {
        inside += 1
        expect(inside).toBe(1)
        await new Promise((resolve) => setTimeout(resolve, 20))
        inside -= 1
      })
    await Promise.all([enter(), enter(), enter()])
  })
})
