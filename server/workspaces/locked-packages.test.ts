import { describe, expect, it } from 'vitest'
import type { Git } from '#server/ports/git.ts'
import { lockedPackages, readLockfile } from './locked-packages.ts'

const lockfile = JSON.stringify({
  lockfileVersion: 3,
  packages: {
    '': {},
    'node_modules/pg': {},
    'node_modules/vitest': { dev: true },
    'node_modules/pg/node_modules/ms': {},
  },
})

describe('a lockfile', () => {
  it('is counted without the service itself', () => {
    const sha256 = expect.stringMatching(/^[0-9a-f]{64}$/)
    expect(readLockfile(lockfile)).toEqual({ state: 'locked', packages: 3, development: 1, sha256 })
  })

  it.each([
    ['that is not there', null, 'none'],
    ['that is no JSON', 'pg@8', 'unreadable'],
    ['of npm 6', JSON.stringify({ lockfileVersion: 1, dependencies: {} }), 'unreadable'],
  ])('%s says so', (_, text, state) => expect(readLockfile(text)).toEqual({ state }))
})

describe('the packages of a service', () => {
  it('are read once a commit, and again after the repository did not answer', async () => {
    let reads = 0
    let away = true
    const git = {
      async readFile() {
        if (away) throw new Error('away')
        reads += 1
        return lockfile
      },
    } as unknown as Git
    expect(await lockedPackages(git, 'harbour', 'one')).toEqual({ state: 'unreachable' })
    away = false
    expect(await lockedPackages(git, 'harbour', 'one')).toMatchObject({ packages: 3 })
    await lockedPackages(git, 'harbour', 'one')
    expect(reads).toBe(1)
    await lockedPackages(git, 'harbour', 'two')
    expect(reads).toBe(2)
  })
})
