import { execFileSync } from 'node:child_process'
import { createHash, generateKeyPairSync, sign as signBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ReferenceMoved } from '#server/ports/git.ts'
import { systemGit } from './system.ts'

const folder = mkdtempSync(join(tmpdir(), 'git-'))
const repository = join(folder, 'repository.git')
const key = generateKeyPairSync('ed25519')
const other = generateKeyPairSync('ed25519')
const git = systemGit({ committerId: 'codex-dominion', sign: async (bytes) => sshSignature(bytes, key) })
const request = {
  title: 'feat: first',
  body: 'Why.',
  trailers: [['Intent-Id', 'int_1']] as [string, string][],
  authorId: 'person-7',
}
const files = [
  { path: 'README.md', content: 'one\ntwo\nthree\n' },
  { path: 'src/a b.ts', content: 'export const a = 1\n' },
  { path: '.gitignore', content: 'ignored.txt\n' },
]
let first = ''

beforeAll(async () => {
  first = await git.initialise(repository, files, request)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let serial = 0
async function worktree(change: (folder: string) => void, branch = `intent/x/${serial}`, title = 'feat: next') {
  const tree = join(folder, `tree-${serial++}`)
  await git.addWorktree(repository, tree, first)
  change(tree)
  const commit = await git.commitWorktree(repository, tree, branch, { ...request, title })
  return { tree, commit, branch }
}

describe('a commit', () => {
  it('carries title, trailers and a pseudonymous author', async () => {
    const info = {
      id: first,
      parents: [],
      title: 'feat: first',
      trailers: [['Intent-Id', 'int_1']],
      authorEmail: 'person-7@dominion.invalid',
    }
    expect(await git.commitInfo(repository, first)).toEqual({ ...info, tree: expect.stringMatching(/^[0-9a-f]{40}$/) })
  })

  it('is signed by our key and by no other', async () => {
    expect(await git.verifySignature(repository, first, [publicLine(other), publicLine(key)])).toBe(true)
    expect(await git.verifySignature(repository, first, [publicLine(other)])).toBe(false)
    expect(await git.verifySignature(repository, first, [])).toBe(false)
  })

  it('is accepted by Git itself with ssh-keygen', () => {
    const signers = join(folder, 'signers')
    writeFileSync(signers, `codex-dominion@dominion.invalid ${publicLine(key)}\n`)
    const config = ['-c', 'gpg.format=ssh', '-c', `gpg.ssh.allowedSignersFile=${signers}`]
    expect(() =>
      execFileSync('git', [...config, '--git-dir', repository, 'verify-commit', first], { stdio: 'pipe' }),
    ).not.toThrow()
  })

  it('is not accepted when one byte of it changed', async () => {
    const raw = execFileSync('git', ['--git-dir', repository, 'cat-file', 'commit', first])
      .toString()
      .replace('Why.', 'Why!')
    const forged = execFileSync('git', ['--git-dir', repository, 'hash-object', '-t', 'commit', '-w', '--stdin'], {
      input: raw,
    })
      .toString()
      .trim()
    expect(await git.verifySignature(repository, forged, [publicLine(key)])).toBe(false)
  })

  it.each([
    ['an author that is an address', { authorId: 'Ann <ann@example.org>' }],
    ['a title of two lines', { title: 'feat: x\n\nSigned-off-by: someone' }],
    ['a trailer that adds a line', { trailers: [['Tier', 'low\nApproved-By: me']] as [string, string][] }],
  ])('refuses %s', async (_, change) => {
    await expect(git.initialise(join(folder, 'never.git'), files, { ...request, ...change })).rejects.toBeInstanceOf(
      TypeError,
    )
    expect(existsSync(join(folder, 'never.git'))).toBe(false)
  })
})

describe('a worktree', () => {
  it('holds the files and no Git data', async () => {
    const tree = join(folder, 'plain')
    await git.addWorktree(repository, tree, first)
    expect(readdirSync(tree).sort()).toEqual(['.gitignore', 'README.md', 'src'])
    await git.removeWorktree(repository, tree)
    expect(existsSync(tree)).toBe(false)
  })

  it('becomes a commit on its branch, whatever the folder says about Git', async () => {
    const { commit, branch } = await worktree((tree) => {
      writeFileSync(join(tree, 'new.txt'), 'new\n')
      writeFileSync(join(tree, 'ignored.txt'), 'ignored\n')
      rmSync(join(tree, 'src'), { recursive: true })
    })
    expect(await git.resolve(repository, branch)).toBe(commit)
    expect((await git.readTree(repository, commit)).map((entry) => entry.path)).toEqual([
      '.gitignore',
      'README.md',
      'new.txt',
    ])
    expect(await git.isAncestor(repository, first, commit)).toBe(true)
    expect(await git.isAncestor(repository, commit, first)).toBe(false)
    expect(await git.verifySignature(repository, commit, [publicLine(key)])).toBe(true)
  })

  it('fails when nothing changed', async () => {
    await expect(worktree(() => {})).rejects.toThrow('Nothing changed')
  })

  it('runs no hook and no filter of the repository', async () => {
    writeFileSync(join(repository, 'hooks', 'reference-transaction'), `#!/bin/sh\ntouch ${folder}/hooked\n`, {
      mode: 0o755,
    })
    await worktree((tree) => {
      writeFileSync(join(tree, '.gitattributes'), '* filter=evil diff=evil\n')
      writeFileSync(join(tree, 'z'), 'z')
    })
    expect(existsSync(join(folder, 'hooked'))).toBe(false)
  })
})

describe('reading', () => {
  it('reads a file of a commit, and null for none', async () => {
    expect(await git.readFile(repository, first, 'src/a b.ts')).toBe('export const a = 1\n')
    expect(await git.readFile(repository, first, 'src')).toBeNull()
    expect(await git.readFile(repository, first, 'nowhere')).toBeNull()
    await expect(git.readFile(repository, first, '../x')).rejects.toBeInstanceOf(TypeError)
  })

  it('lists files with mode and size', async () => {
    expect(await git.readTree(repository, first)).toContainEqual({ path: 'README.md', mode: '100644', size: 14 })
  })

  it('exports exactly the commit', async () => {
    const target = join(folder, 'exported')
    await git.exportTree(repository, first, target)
    expect(readdirSync(target).sort()).toEqual(['.gitignore', 'README.md', 'src'])
    expect(readFileSync(join(target, 'README.md'), 'utf8')).toBe(files[0]?.content)
  })

  it('numbers the lines of a diff, follows renames, marks binaries', async () => {
    const { commit } = await worktree((tree) => {
      writeFileSync(join(tree, 'README.md'), 'one\n2\nthree\ndiff --git a/x b/x\n')
      rmSync(join(tree, 'src', 'a b.ts'))
      mkdirSync(join(tree, 'lib'))
      writeFileSync(join(tree, 'lib', 'ä b.ts'), 'export const a = 1\n')
      writeFileSync(join(tree, 'logo.bin'), Buffer.from([0, 1, 2, 255]))
    })
    const changes = await git.diff(repository, first, commit)
    expect(changes.map(({ path, previousPath, change, binary }) => ({ path, previousPath, change, binary }))).toEqual([
      { path: 'README.md', previousPath: null, change: 'modified', binary: false },
      { path: 'lib/ä b.ts', previousPath: 'src/a b.ts', change: 'renamed', binary: false },
      { path: 'logo.bin', previousPath: null, change: 'added', binary: true },
    ])
    expect(changes[0]?.addedLines).toEqual([
      { line: 2, text: '2' },
      { line: 4, text: 'diff --git a/x b/x' },
    ])
    expect(changes[0]?.removedLines).toEqual([{ line: 2, text: 'two' }])
    expect(await git.diff(repository, first, first)).toEqual([])
    const renamed = ['lib/ä b.ts', 'src/a b.ts']
    expect(await git.diff(repository, first, commit, renamed)).toEqual([changes[1]])
    expect(await git.diff(repository, first, commit, ['lib/*'])).toEqual([])
  })
})

describe('a branch', () => {
  it('moves only from where it is expected, and for one of two at once', async () => {
    const one = (await worktree((tree) => writeFileSync(join(tree, 'p'), 'p'))).commit
    const two = (await worktree((tree) => writeFileSync(join(tree, 'q'), 'q'))).commit
    const moves = await Promise.allSettled(
      [one, two].map((next) => git.updateReference(repository, 'main', first, next)),
    )
    expect(moves.map((move) => move.status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(git.updateReference(repository, 'main', first, two)).rejects.toBeInstanceOf(ReferenceMoved)
  })

  it.each(['--exec=x', '../x', 'a..b', 'x.lock', ''])('refuses the name %j', async (name) => {
    await expect(git.updateReference(repository, name, first, first)).rejects.toBeInstanceOf(TypeError)
  })
})

describe('a clone', () => {
  it('is bare, whole, and keeps no address', async () => {
    const clone = join(folder, 'clone.git')
    expect(await git.cloneBare(repository, clone, AbortSignal.timeout(20_000))).toBe('main')
    expect(await git.resolve(clone, 'HEAD')).toBe(await git.resolve(repository, 'HEAD'))
    expect(readFileSync(join(clone, 'config'), 'utf8')).not.toContain(repository)
  })

  it.each([
    'ext::sh -c id',
    '--upload-pack=touch x',
    'http://example.org/x',
    'https://a:b@example.org/x',
    'relative/x',
  ])('refuses %s', async (source) => {
    await expect(git.cloneBare(source, join(folder, 'refused.git'), AbortSignal.timeout(5000))).rejects.toBeInstanceOf(
      TypeError,
    )
    expect(existsSync(join(folder, 'refused.git'))).toBe(false)
  })
})

type Pair = typeof key

/** The line people put into `allowed_signers`; 12 bytes of SPKI precede the key. */
function publicLine({ publicKey }: Pair): string {
  return `ssh-ed25519 ${keyBlob(publicKey).toString('base64')}`
}

function keyBlob(publicKey: Pair['publicKey']): Buffer {
  return Buffer.concat([text('ssh-ed25519'), text(publicKey.export({ format: 'der', type: 'spki' }).subarray(12))])
}

function text(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

function sshSignature(bytes: Uint8Array, { publicKey, privateKey }: Pair): string {
  const digest = createHash('sha512').update(bytes).digest()
  const message = Buffer.concat([Buffer.from('SSHSIG'), ...['git', '', 'sha512', digest].map(text)])
  const proof = Buffer.concat([text('ssh-ed25519'), text(signBytes(null, message, privateKey))])
  const blob = Buffer.concat([
    Buffer.from('SSHSIG'),
    Buffer.from([0, 0, 0, 1]),
    ...[keyBlob(publicKey), 'git', '', 'sha512', proof].map(text),
  ])
  return `-----BEGIN SSH SIGNATURE-----\n${blob
    .toString('base64')
    .replace(/(.{70})/g, '$1\n')
    .trim()}\n-----END SSH SIGNATURE-----`
}
