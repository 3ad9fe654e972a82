import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applyOperations } from './apply.ts'
import type { EditOperation } from './schemas.ts'

let outside = ''
let folder = ''

beforeEach(() => {
  outside = mkdtempSync(join(tmpdir(), 'apply-'))
  folder = join(outside, 'worktree')
  mkdirSync(join(folder, 'server'), { recursive: true })
  writeFileSync(join(folder, 'server/app.ts'), 'one two two $& three\n')
  writeFileSync(join(folder, 'logo.bin'), Buffer.from([0xff, 0xfe, 0x00]))
  writeFileSync(join(outside, 'beside.txt'), 'untouched')
  symlinkSync(outside, join(folder, 'out'))
  symlinkSync(join(outside, 'beside.txt'), join(folder, 'link.txt'))
})
afterEach(() => rmSync(outside, { recursive: true, force: true }))

const write = (path: string, content = 'x'): EditOperation => ({ op: 'write', path, content })
const replace = (path: string, find: string, by: string): EditOperation => ({ op: 'replace', path, find, replace: by })
const reasons = async (...operations: EditOperation[]) => {
  const outcome = await applyOperations(folder, operations)
  return outcome.applied ? [] : outcome.refusals.map((refusal) => refusal.reason)
}
const read = (path: string) => readFileSync(join(folder, path), 'utf8')

/** Every file below a folder with its content; links by name only, never followed. */
function snapshot(root: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    const path = join(root, entry.name)
    if (entry.isDirectory()) Object.assign(found, { [path]: 'folder' }, snapshot(path))
    else found[path] = entry.isFile() ? readFileSync(path, 'latin1') : 'link'
  }
  return found
}

describe('applying edits', () => {
  it('writes, replaces and deletes in order, each seeing the one before', async () => {
    const outcome = await applyOperations(folder, [
      write('docs/a/new.md', 'alpha beta'),
      replace('docs/a/new.md', 'beta', 'gamma'),
      replace('server/app.ts', 'three', '$& $1 four'),
      write('docs/b.md'),
      { op: 'delete', path: 'docs/b.md' },
    ])
    expect(outcome).toMatchObject({
      applied: true,
      written: ['docs/a/new.md', 'server/app.ts'],
      deleted: ['docs/b.md'],
    })
    expect(read('docs/a/new.md')).toBe('alpha gamma')
    expect(read('server/app.ts')).toBe('one two two $& $& $1 four\n')
    expect(statSync(join(folder, 'docs/a/new.md')).mode & 0o777).toBe(0o644)
  })

  it.each([
    ['../beside.txt', 'badPath'],
    ['/etc/passwd', 'badPath'],
    ['server/../../beside.txt', 'badPath'],
    ['a//b', 'badPath'],
    ['a\\..\\b', 'badPath'],
    ['', 'badPath'],
    ['a\nb', 'badPath'],
    ['a\u202eb', 'badPath'],
    ['out/beside.txt', 'throughLink'],
    ['link.txt', 'throughLink'],
    ['server', 'notAFile'],
    ['server/app.ts/x', 'notAFile'],
    ['policies/release/rules.rego', 'protectedPath'],
    ['.github/workflows/ci.yml', 'protectedPath'],
    ['.git/hooks/pre-commit', 'protectedPath'],
    ['sub/.GIT/config', 'protectedPath'],
    ['.gitattributes', 'protectedPath'],
    ['package.json', 'protectedPath'],
    ['packages/x/Package.json', 'protectedPath'],
    ['package-lock.json', 'protectedPath'],
    ['dominion.json', 'protectedPath'],
    ['vitest.config.ts', 'protectedPath'],
    ['tsconfig.build.json', 'protectedPath'],
    ['biome.json', 'protectedPath'],
    ['node_modules/pg/index.js', 'protectedPath'],
    ['.npmrc', 'protectedPath'],
  ])('refuses to write %j', async (path, reason) => expect(await reasons(write(path))).toEqual([reason]))

  it.each([
    ['a text that is not there', replace('server/app.ts', 'nine', 'x'), 'notFound'],
    ['a text that is there twice', replace('server/app.ts', 'two', 'x'), 'notUnique'],
    ['a part of a binary file', replace('logo.bin', 'a', 'b'), 'notText'],
    ['a file that is not there', replace('none.ts', 'a', 'b'), 'absent'],
    ['a file that is not there, deleted', { op: 'delete', path: 'none.ts' } as const, 'absent'],
    ['a huge file', write('big.txt', 'x'.repeat(400_001)), 'tooLarge'],
  ])('refuses %s', async (_, operation, reason) => expect(await reasons(operation)).toEqual([reason]))

  it('sees overlapping occurrences', async () => {
    expect(await reasons(write('a.txt', 'aaa'), replace('a.txt', 'aa', 'b'))).toEqual(['notUnique'])
  })

  it('refuses a file and a folder of one name, in either order', async () => {
    expect(await reasons(write('n'), write('n/m'))).toEqual(['notAFile'])
    expect(await reasons(write('n/m'), write('n'))).toEqual(['notAFile'])
  })

  it('keeps to the paths that were planned', async () => {
    const outcome = await applyOperations(folder, [write('docs/a.md'), write('documents.md'), write('README.md')], {
      planned: ['docs', 'README.md'],
    })
    expect(outcome).toMatchObject({ applied: false, refusals: [{ operation: 1, reason: 'notPlanned' }] })
  })

  it('changes nothing when one of many is refused', async () => {
    const before = snapshot(outside)
    expect(await reasons(write('fine.txt'), { op: 'delete', path: 'server/app.ts' }, write('../x'))).toEqual([
      'badPath',
    ])
    expect(snapshot(outside)).toEqual(before)
  })

  it('never touches anything outside, or protected, whatever the paths', async () => {
    const part = fc.constantFrom(
      '..',
      '.',
      '',
      'out',
      'link.txt',
      'server',
      'a',
      '.git',
      'package.json',
      '/',
      'x y',
      '\u0000',
      'policies',
      'é',
    )
    const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'))
    const operation = fc.oneof(
      path.map((to) => write(to, 'planted')),
      path.map((to): EditOperation => ({ op: 'delete', path: to })),
      path.map((to) => replace(to, 'o', 'planted')),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 5 }), async (operations) => {
        await applyOperations(folder, operations)
        expect(readFileSync(join(outside, 'beside.txt'), 'utf8')).toBe('untouched')
        expect(readdirSync(outside).sort()).toEqual(['beside.txt', 'worktree'])
        const names = Object.keys(snapshot(folder)).map((name) => name.slice(folder.length + 1))
        expect(names.filter((name) => /(^|\/)(\.git|package\.json)|^policies/.test(name))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})
