import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ociLayout } from './oci-layout.ts'

const run = promisify(execFile)
const longName = `public/${'deep/'.repeat(30)}naïve file.txt`
let root = ''

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'artifacts-'))
})
afterEach(async () => {
  await run('chmod', ['-R', 'u+w', root])
  await rm(root, { recursive: true })
})

async function build(name: string, order: 'forward' | 'backward'): Promise<string> {
  const folder = join(root, name)
  const files: [string, string][] = [
    ['server.js', 'console.log(1)'],
    ['empty', ''],
    [longName, 'long'],
    ['migrations/0001_first.sql', 'select 1'.repeat(300)],
  ]
  for (const [path, content] of order === 'forward' ? files : files.reverse()) {
    await mkdir(join(folder, path, '..'), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  await chmod(join(folder, 'server.js'), 0o755)
  return folder
}

describe('the artifact store', () => {
  it('gives the same tree the same digest, whenever and in whatever order it was built', async () => {
    const first = await ociLayout(join(root, 'a')).put(await build('one', 'forward'), { b: '2', a: '1' })
    const other = await build('two', 'backward')
    await utimes(join(other, 'empty'), 1, 1)
    const second = await ociLayout(join(root, 'b')).put(other, { a: '1', b: '2' })
    expect(second).toEqual(first)
    expect(first).toMatchObject({
      files: 4,
      annotations: { a: '1', b: '2' },
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    })
  })

  it.each([
    ['one byte of content', (folder: string) => writeFile(join(folder, 'server.js'), 'console.log(2)')],
    ['the executable bit', (folder: string) => chmod(join(folder, 'server.js'), 0o644)],
    ['an empty folder', (folder: string) => mkdir(join(folder, 'more'))],
  ])('gives another digest when %s differs', async (_, change) => {
    const store = ociLayout(join(root, 'store'))
    const folder = await build('tree', 'forward')
    const before = await store.put(folder, {})
    await change(folder)
    expect((await store.put(folder, {})).digest).not.toBe(before.digest)
  })

  it('writes archives that tar itself reads, and lists them in the index', async () => {
    const store = ociLayout(join(root, 'store'))
    const { digest } = await store.put(await build('tree', 'forward'), {})
    const index = JSON.parse(await readFile(join(root, 'store/index.json'), 'utf8'))
    expect(index.manifests.map((each: { digest: string }) => each.digest)).toEqual([digest])
    const manifest = JSON.parse(await readFile(join(root, 'store/blobs/sha256', digest.slice(7)), 'utf8'))
    const layer = join(root, 'store/blobs/sha256', manifest.layers[0].digest.slice(7))
    const { stdout } = await run('tar', ['--quoting-style=literal', '-tf', layer])
    expect(stdout.split('\n')).toContain(longName)
  })

  it('lists every artifact when several are stored at once', async () => {
    const put = async (n: number) => {
      await mkdir(join(root, `t${n}`))
      await writeFile(join(root, `t${n}`, 'n'), String(n))
      return (await ociLayout(join(root, 'store')).put(join(root, `t${n}`), {})).digest
    }
    const digests = await Promise.all(Array.from({ length: 12 }, (_, n) => put(n)))
    const index = JSON.parse(await readFile(join(root, 'store/index.json'), 'utf8'))
    expect(new Set(index.manifests.map((each: { digest: string }) => each.digest))).toEqual(new Set(digests))
  })

  it('unpacks a read-only copy, twice if asked', async () => {
    const store = ociLayout(join(root, 'store'))
    const { digest } = await store.put(await build('tree', 'forward'), {})
    const copy = join(root, 'copy')
    await store.unpack(digest, copy)
    await store.unpack(digest, copy)
    expect(await readFile(join(copy, longName), 'utf8')).toBe('long')
    expect((await stat(join(copy, 'server.js'))).mode & 0o777).toBe(0o555)
    expect((await stat(join(copy, 'empty'))).mode & 0o777).toBe(0o444)
  })

  it('notices a changed byte in the store and in the unpacked copy', async () => {
    const store = ociLayout(join(root, 'store'))
    const { digest } = await store.put(await build('tree', 'forward'), {})
    const copy = join(root, 'copy')
    await store.unpack(digest, copy)
    await chmod(join(copy, 'server.js'), 0o755)
    await writeFile(join(copy, 'server.js'), 'console.log(9)')
    await expect(store.unpack(digest, copy)).rejects.toMatchObject({ fault: 'tampered' })
    expect(await store.verify(digest)).toEqual({ intact: true })

    const blobs = join(root, 'store/blobs/sha256')
    for (const name of await readdir(blobs)) {
      const original = await readFile(join(blobs, name))
      const changed = Buffer.from(original)
      changed.writeUInt8(changed.readUInt8(changed.length >> 1) ^ 1, changed.length >> 1)
      await writeFile(join(blobs, name), changed)
      expect(await store.verify(digest)).toMatchObject({ intact: false, fault: 'tampered' })
      await writeFile(join(blobs, name), original)
    }
  })

  it('refuses links, and says so when it does not know a digest', async () => {
    const store = ociLayout(join(root, 'store'))
    const folder = await build('tree', 'forward')
    await symlink('/etc/passwd', join(folder, 'link'))
    await expect(store.put(folder, {})).rejects.toMatchObject({
      fault: 'unsupported',
      message: expect.stringContaining('link'),
    })
    const unknown = `sha256:${'0'.repeat(64)}`
    expect(await store.describe(unknown)).toBeNull()
    expect(await store.verify(unknown)).toMatchObject({ intact: false, fault: 'unknown' })
    await expect(store.unpack(unknown, join(root, 'x'))).rejects.toMatchObject({ fault: 'unknown' })
  })
})
