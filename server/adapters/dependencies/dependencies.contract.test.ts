import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bubblewrapSandbox } from '#server/adapters/sandbox/bubblewrap.ts'
import { InstallFailed } from '#server/ports/dependencies.ts'
import { npmDependencies } from './npm.ts'
import { readNpmSettings } from './npm-settings.ts'

const root = mkdtempSync(join(tmpdir(), 'dependencies-'))
const folder = join(root, 'dependencies')
const sandbox = bubblewrapSandbox({ runtimeFolder: join(root, 'run') })
const asked: string[] = []
let archive: Buffer
const registry = createServer((request, response) => {
  asked.push(request.url ?? '')
  response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(archive)
})
const elsewhere = createServer((request, response) => {
  asked.push(`elsewhere ${request.url}`)
  response.end(archive)
})
const addressOf = (server: typeof registry) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

beforeAll(async () => {
  mkdirSync(join(root, 'package'))
  const manifest = {
    name: 'left',
    version: '1.0.0',
    scripts: { preinstall: 'touch ran', install: 'touch ran', postinstall: 'touch ran' },
  }
  writeFileSync(join(root, 'package', 'package.json'), JSON.stringify(manifest))
  writeFileSync(join(root, 'package', 'index.js'), 'module.exports = 1\n')
  execFileSync('tar', ['-czf', join(root, 'left.tgz'), '-C', root, 'package'])
  archive = readFileSync(join(root, 'left.tgz'))
  for (const server of [registry, elsewhere])
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  registry.close()
  elsewhere.close()
  rmSync(root, { recursive: true, force: true })
})

const patience = () => AbortSignal.timeout(50_000)
const settings = async () => ({
  ...(await readNpmSettings()),
  registry: new URL(`${addressOf(registry)}/`),
  proxy: null,
})
const dependencies = npmDependencies({ sandbox, folder, settings })

/** A lockfile with one package; `note` makes it another lockfile. */
function files(note: string, change: { resolved?: string; integrity?: string } = {}) {
  const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`
  const left = {
    version: '1.0.0',
    resolved: `${addressOf(registry)}/left/-/left-1.0.0.tgz`,
    integrity,
    hasInstallScript: true,
    ...change,
  }
  const wanted = { name: note, version: '1.0.0', dependencies: { left: '1.0.0' } }
  const packages = { '': wanted, 'node_modules/left': left }
  return {
    manifest: JSON.stringify(wanted),
    lockfile: JSON.stringify({ ...wanted, dependencies: undefined, lockfileVersion: 3, requires: true, packages }),
  }
}

describe('installing', () => {
  it('happens once for one lockfile, whoever asks at once, and runs no script', async () => {
    const given = files('once')
    const second = npmDependencies({ sandbox, folder, settings })
    const installed = await Promise.all([
      dependencies.install(given, patience()),
      dependencies.install(given, patience()),
      second.install(given, patience()),
    ])
    expect(installed.filter(({ fresh }) => fresh)).toHaveLength(1)
    const place = installed[0]?.folder ?? ''
    expect(readdirSync(join(place, 'left')).sort()).toEqual(['index.js', 'package.json'])
    expect(asked.filter((path) => path.includes('left'))).toHaveLength(1)
    expect((await dependencies.install(given, patience())).fresh).toBe(false)
    expect(readdirSync(folder).filter((name) => /partial|lock/.test(name))).toEqual([])
  }, 60_000)

  it('reaches the registry and nothing else', async () => {
    const before = asked.length
    const failure = await dependencies
      .install(files('away', { resolved: `${addressOf(elsewhere)}/left-1.0.0.tgz`, integrity: '' }), patience())
      .catch((error) => error)
    expect(failure).toBeInstanceOf(InstallFailed)
    expect(failure.message).toContain(addressOf(elsewhere).replace('http://', ''))
    expect(asked.slice(before).filter((path) => path.startsWith('elsewhere'))).toEqual([])
  }, 60_000)

  it('refuses a package that is not what the lockfile says, and leaves nothing that could be used', async () => {
    const given = files('forged', { integrity: `sha512-${createHash('sha512').update('other').digest('base64')}` })
    await expect(dependencies.install(given, patience())).rejects.toThrow(/could not be installed.*EINTEGRITY/)
    const name = createHash('sha256').update(given.lockfile).digest('hex')
    expect(readdirSync(folder).filter((entry) => entry.startsWith(name))).toEqual([])
  }, 60_000)

  it('begins anew after a process that was killed in the middle', async () => {
    const given = files('killed')
    const place = join(folder, createHash('sha256').update(given.lockfile).digest('hex'))
    mkdirSync(join(`${place}.partial-dead`, 'work', 'node_modules', 'half'), { recursive: true })
    writeFileSync(`${place}.lock`, '999999 1')
    const installed = await dependencies.install(given, patience())
    expect(installed.fresh).toBe(true)
    expect(readdirSync(installed.folder)).not.toContain('half')
    expect(existsSync(`${place}.partial-dead`)).toBe(false)
  }, 60_000)

  it('stops when told to', async () => {
    await expect(dependencies.install(files('stopped'), AbortSignal.abort())).rejects.toThrow()
  }, 60_000)
})
