import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { gitAnchors } from '#server/adapters/git/anchors.ts'
import { remotesOf } from '#server/adapters/git/remotes.ts'
import { sshPublicKeyLine, sshSignature } from '#server/adapters/signer/index.ts'
import { connect } from '#server/platform/db/index.ts'
import { testDatabase } from '#server/testing/database.ts'
import { testSigner } from '#server/testing/keys.ts'
import { append } from '../append.ts'
import { entry } from '../read.ts'
import { clockDraft, contextOf, haltDraft } from '../testing/drafts.ts'
import { sequencing } from '../testing/sequencing.ts'
import { Chain } from './chain.ts'
import { anchorEveryMs } from './numbers.ts'
import { runAnchoring } from './run.ts'
import type { AnchorWatcher } from './watcher.ts'

const database = await testDatabase()
const scratch = mkdtempSync(join(tmpdir(), 'ledger-'))
const signer = testSigner(join(scratch, 'keys'))
const context = contextOf(signer)
const app = connect(database.urls.app)
const [near, far] = [join(scratch, 'near.git'), join(scratch, 'far.git')]
let repository = join(scratch, 'anchors.git')
let shard = ''
afterAll(async () => {
  await app.$disconnect()
  rmSync(scratch, { recursive: true })
})

const git = (folder: string, ...argv: string[]) =>
  execFileSync('git', [`--git-dir=${folder}`, ...argv], { stdio: 'pipe' })
    .toString()
    .trim()
const tipOf = (folder: string) => git(folder, 'for-each-ref', '--format=%(objectname)', `refs/ledger/${shard}`)
const keyLine = async () => sshPublicKeyLine((await signer.publicKey('commit')).spki)

const anchorsTo = (remotes: string) =>
  gitAnchors({
    repository,
    remotes: remotesOf(remotes),
    sign: (bytes) => sshSignature(bytes, signer),
    publicKeys: async () => [await keyLine()],
    committerId: 'system-ledger',
  })

/** Appends, lets it be sequenced, and answers the entry's id. */
async function add(draft = clockDraft('change_anchor')): Promise<string> {
  const { entryId } = await app.$transaction((tx) => append(tx, draft, context))
  const failures = await sequencing({ url: database.urls.sequencer, signer }, async () => {
    await vi.waitFor(async () => expect((await entry(app, entryId))?.place).not.toBeNull(), 20_000)
  })
  expect(failures).toEqual([])
  shard = (await entry(app, entryId))?.place?.shard ?? ''
  return entryId
}

/** Anchors until `holds`. @returns everything that was told */
async function anchoring(remotes: string, holds: (told: string) => void | Promise<void>): Promise<string[]> {
  const stop = new AbortController()
  const told: string[] = []
  const tell = (...words: unknown[]) => void told.push(words.map(String).join(' '))
  const watch: AnchorWatcher = {
    anchored: (_, size) => tell('anchored', size),
    accepted: (remote, _, size) => tell('accepted', remote, size),
    pushFailed: (remote, error) => tell('pushFailed', remote, error),
    rewritten: (remote, _, what) => tell('rewritten', remote, what),
    failed: (error) => tell('failed', error),
  }
  const options = { url: database.urls.app, anchors: anchorsTo(remotes), authority: null, watch, lookEveryMs: 50 }
  const running = runAnchoring(options, stop.signal)
  try {
    await vi.waitFor(async () => await holds(told.join('\n')), 30_000)
  } finally {
    stop.abort()
    await running
  }
  return told
}

const gradeOf = async (entryId: string) => (await entry(app, entryId))?.grade

beforeAll(async () => {
  for (const folder of [near, far]) execFileSync('git', ['init', '--quiet', '--bare', folder])
  await add()
})

describe('the anchors of a log', () => {
  it('are signed commits here, and count as anchored nowhere until a remote has them', async () => {
    const entryId = await add()
    expect(await anchoring('', (told) => expect(told).not.toBe(''))).toEqual(['anchored 4'])
    expect(await gradeOf(entryId)).toBe('sequenced')
    const files = git(repository, 'ls-tree', '-r', '--name-only', `refs/ledger/${shard}`).split('\n')
    expect(files).toEqual(['checkpoint', 'keyset/2.dsse.json', 'shard-genesis/1.dsse.json', 'tile/0/000.p/4'])
    const message = git(repository, 'log', '-1', '--format=%ae%n%B', `refs/ledger/${shard}`)
    expect(message).toMatch(/^system-ledger@dominion\.invalid\nanchor: 4 entries[^]*Ledger-Size: 4\nLedger-Root: /)
  })

  it('are accepted by git verify-commit where ssh-keygen is installed', async (test) => {
    if (!has('ssh-keygen')) return void (await test.annotate('ssh-keygen is not installed', 'notice'))
    const allowed = join(scratch, 'allowed')
    writeFileSync(allowed, `* ${await keyLine()}\n`)
    git(repository, '-c', `gpg.ssh.allowedSignersFile=${allowed}`, 'verify-commit', `refs/ledger/${shard}`)
  })

  it('reach every remote, and then the entries below them are anchored', async () => {
    const entryId = await add()
    await anchoring(`${near},${far}`, (told) => {
      for (const remote of [near, far]) expect(told).toContain(`accepted ${remote} 5`)
    })
    for (const remote of [near, far]) expect(tipOf(remote)).toBe(tipOf(repository))
    expect(await gradeOf(entryId)).toBe('anchored')
    expect(git(near, 'rev-list', '--count', `refs/ledger/${shard}`)).toBe('2')
    expect(await gradeOf(await add())).toBe('sequenced')
  })

  it('grow by new tiles over a tile’s edge, each after the one before', async () => {
    await app.$transaction(async (tx) => {
      for (let i = 0; i < 300; i++) await append(tx, clockDraft(), context)
    })
    await add()
    await anchoring(near, (told) => expect(told).toMatch(/^accepted .* 30\d$/m))
    const files = git(near, 'ls-tree', '-r', '--name-only', tipOf(near))
      .split('\n')
      .filter((path) => path.startsWith('tile/'))
    expect(files).toEqual(['tile/0/000', expect.stringMatching(/^tile\/0\/001\.p\/\d+$/), 'tile/1/000.p/1'])
    expect(git(near, 'rev-list', '--min-parents=2', '--count', tipOf(near))).toBe('0')
  })
})

describe('what must be out of reach at once', () => {
  it('is anchored at the next look; anything else waits for its minute', async () => {
    const chain = await Chain.open(app, anchorsTo(''), shard)
    await add()
    expect(await chain.look(app, 0)).toBe(true)
    await add()
    expect(await chain.look(app, anchorEveryMs - 1)).toBe(false)
    await add(haltDraft())
    expect(await chain.look(app, anchorEveryMs - 1)).toBe(true)
    await add()
    expect(await chain.look(app, 2 * anchorEveryMs - 2)).toBe(false)
    expect(await chain.look(app, 2 * anchorEveryMs - 1)).toBe(true)
  })
})

describe('a remote', () => {
  it('that rewrote history is told loudly, never forced, and does not hold up another', async () => {
    await add()
    const tree = git(far, 'rev-parse', `${tipOf(far)}^{tree}`)
    const forged = git(far, '-c', 'user.name=x', '-c', 'user.email=x@x.invalid', 'commit-tree', tree, '-m', 'forged')
    git(far, 'update-ref', `refs/ledger/${shard}`, forged)
    await anchoring(`${far},${near}`, (told) => {
      expect(told).toContain(`rewritten ${far} it holds another chain, up to ${forged}`)
      expect(told).toContain(`accepted ${near}`)
    })
    expect(tipOf(near)).toBe(tipOf(repository))
    expect(tipOf(far)).toBe(forged)
  })

  it('that lost its newest anchors is told, and is given them again', async () => {
    git(far, 'update-ref', '-d', `refs/ledger/${shard}`)
    await anchoring(far, (told) => {
      expect(told).toContain(`rewritten ${far} it had lost commits`)
      expect(told).toContain(`accepted ${far}`)
    })
    expect(tipOf(far)).toBe(tipOf(repository))
  })

  it('that cannot be reached is tried again, and what opens it is never told', async () => {
    const away = 'https://secret-token@127.0.0.1:9/ledger.git'
    await add()
    const told = await anchoring(`${away},${near}`, (so) => {
      expect(so).toContain('pushFailed https://127.0.0.1:9/ledger.git')
      expect(so).toContain(`accepted ${near}`)
    })
    expect(told.join()).not.toContain('secret-token')
  })

  it.each(['ftp://example.com/x', 'https://user:password@example.com/x.git', 'relative/folder'])(
    'may not be %s',
    (address) => expect(() => remotesOf(address)).toThrow(TypeError),
  )
})

describe('our own repository', () => {
  it('goes on after a killed Git left its lock and a half-written object', async () => {
    writeFileSync(join(repository, `refs/ledger/${shard}.lock`), '')
    writeFileSync(join(repository, 'objects/tmp_obj_half'), 'xx')
    const before = tipOf(repository)
    await add()
    await anchoring(near, (told) => expect(told).toMatch(/anchored [^]*accepted/))
    expect(git(repository, 'rev-parse', `${tipOf(near)}^`)).toBe(before)
  })

  it('is brought back from a remote when it was lost', async () => {
    const before = tipOf(near)
    repository = join(scratch, 'again.git')
    await add()
    await anchoring(near, (told) => expect(told).toMatch(/anchored [^]*accepted/))
    expect(git(near, 'rev-parse', `${tipOf(near)}^`)).toBe(before)
  })

  it('is not added to when the database holds another history', async () => {
    const administrator = connect(database.administrator)
    await administrator.$executeRawUnsafe('alter table ledger.checkpoint disable trigger all')
    await administrator.$executeRawUnsafe(
      `update ledger.checkpoint set root = sha256('other') where size = (select max(size) from ledger.anchor)`,
    )
    await administrator.$disconnect()
    const before = tipOf(repository)
    await add()
    await anchoring(near, (told) => expect(told).toContain('another history than was anchored'))
    expect(tipOf(repository)).toBe(before)
  })
})

function has(program: string): boolean {
  try {
    return execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'pipe' }).length > 0
  } catch {
    return false
  }
}
