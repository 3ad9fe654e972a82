import { expect, it } from 'vitest'
import { foldersOf } from './folders.ts'

it('lists files under their folders, the root first', () => {
  const paths = ['src/routes/berths.ts', 'README.md', 'src/app.ts', 'src/routes/index.ts']
  expect(
    foldersOf(paths.map((path) => ({ path }))).map(({ path, files }) => [path, files.map(({ name }) => name)]),
  ).toEqual([
    ['', ['README.md']],
    ['src', ['app.ts']],
    ['src/routes', ['berths.ts', 'index.ts']],
  ])
})
