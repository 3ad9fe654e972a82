import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { installedPackages } from './installed.ts'
import { listComponents } from './sbom.ts'

const folder = join(mkdtempSync(join(tmpdir(), 'sbom-')), 'node_modules')
afterAll(() => rmSync(join(folder, '..'), { recursive: true }))

const packages = {
  '': { name: 'service', version: '1.0.0' },
  'node_modules/written': { version: '1.0.0', license: 'MIT' },
  'node_modules/@tool/linux-x64-musl': { version: '2.0.0', dev: true, optional: true },
  'node_modules/silent': { version: '3.0.0' },
  'node_modules/@tool/darwin-arm64': { version: '2.0.0', dev: true, optional: true },
}
const lockfile = JSON.stringify({ lockfileVersion: 3, packages })

describe('the components of a lockfile', () => {
  it('are what npm installed, each with the licence of its entry or of the package itself', async () => {
    const { '': _root, 'node_modules/@tool/darwin-arm64': _elsewhere, ...installed } = packages
    mkdirSync(join(folder, '@tool/linux-x64-musl'), { recursive: true })
    writeFileSync(join(folder, '@tool/linux-x64-musl/package.json'), '{ "license": "Apache-2.0" }')
    writeFileSync(join(folder, '.package-lock.json'), JSON.stringify({ packages: installed }))

    const { result, components } = listComponents(lockfile, await installedPackages(folder))
    expect(result).toMatchObject({ completed: true, measures: { components: 3 } })
    expect(components).toEqual([
      { purl: 'pkg:npm/%40tool/linux-x64-musl@2.0.0', licence: 'Apache-2.0', scope: 'development' },
      { purl: 'pkg:npm/silent@3.0.0', licence: null, scope: 'required' },
      { purl: 'pkg:npm/written@1.0.0', licence: 'MIT', scope: 'required' },
    ])
  })

  it.each([
    ['a lockfile that is none', 'not JSON', new Map()],
    ['a lockfile of an old npm', JSON.stringify({ lockfileVersion: 1, packages }), new Map()],
    ['no list of what is installed', lockfile, null],
  ])('are no statement with %s', (_, text, installed) => {
    expect(listComponents(text, installed)).toMatchObject({ result: { completed: false }, components: [] })
  })
})
