import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Anchors, AnchorTip, NewAnchor } from '#server/ports/anchors.ts'
import { splitSignature } from './commit-object.ts'
import { commitId, ledgerReference, treePath } from './names.ts'
import { fetchFrom, pushTo } from './push.ts'
import { networkOfAccount, type Remote } from './remotes.ts'
import { absent, exists, intoPlace, moveReference, rawObject } from './repository.ts'
import { git, gitIn } from './run.ts'
import { verifySshSignature } from './ssh-signature.ts'
import { type Committing, writeCommit } from './write-commit.ts'

export interface GitAnchorsOptions extends Committing {
  /** A bare repository of its own; made on first use. */
  repository: string
  remotes: readonly Remote[]
  /** Keys that count as ours, in OpenSSH's one-line form. */
  publicKeys: () => Promise<readonly string[]>
}

/** Loose objects are packed after so many commits: neighbouring tiles differ little, and pack to almost nothing. */
const packEvery = 500

/** The log's heads as signed commits under `refs/ledger/<shard>`. One process at a time may write. */
export function gitAnchors(options: GitAnchorsOptions): Anchors {
  const { repository, remotes } = options
  let sincePacked = 0

  async function tipAt(commit: string): Promise<AnchorTip> {
    const parts = splitSignature((await rawObject(repository, 'commit', commitId(commit))).toString('latin1'))
    const keys = await options.publicKeys()
    const ours = parts !== null && verifySshSignature(Buffer.from(parts.signed, 'latin1'), parts.armored, keys)
    const checkpoint = (await rawObject(repository, 'blob', `${commit}:checkpoint`)).toString('utf8')
    return { commit, checkpoint, ours }
  }

  async function tip(shard: string): Promise<AnchorTip | null> {
    const commit = await gitIn(repository, ['for-each-ref', '--format=%(objectname)', ledgerReference(shard)])
    return commit ? await tipAt(commit) : null
  }

  function named(remote: string): Remote {
    const found = remotes.find(({ shown }) => shown === remote)
    if (!found) throw new TypeError(`not a configured remote: ${remote}`)
    return found
  }

  return {
    remotes: remotes.map(({ shown }) => shown),

    async open() {
      if (await exists(repository)) return await unlock(repository)
      await intoPlace(repository, (partial) => git(['init', '--quiet', '--bare', '--', partial]))
    },

    tip,

    async append(shard, after, anchor) {
      const tree = await treeAfter(repository, after, anchor)
      const request = { title: anchor.title, body: '', trailers: anchor.trailers, authorId: options.committerId }
      const commit = await writeCommit(repository, options, { tree, parents: after ? [after] : [], request })
      await moveReference(repository, ledgerReference(shard), after ?? absent, commit)
      if (++sincePacked % packEvery === 0) await gitIn(repository, ['repack', '-a', '-d', '-q'])
      return await tipAt(commit)
    },

    async fetch(remote, shard, signal) {
      const call = { environment: networkOfAccount(), signal }
      const commit = await fetchFrom(repository, named(remote), ledgerReference(shard), call)
      return commit ? await tipAt(commit) : null
    },

    async push(remote, shard, last, signal) {
      const mine = await tip(shard)
      if (!mine) throw new Error(`There is no anchor of ${shard} to push.`)
      const call = { environment: networkOfAccount(), signal }
      const chain = { reference: ledgerReference(shard), mine: mine.commit, last }
      const pushed = await pushTo(repository, named(remote), chain, call)
      if (pushed.outcome === 'accepted') return { ...pushed, tip: mine }
      if (pushed.outcome === 'ahead') return { outcome: 'ahead', theirs: await tipAt(pushed.theirs) }
      return pushed
    },

    adopt: (shard, after, commit) =>
      moveReference(repository, ledgerReference(shard), after ?? absent, commitId(commit)),
  }
}

/** What the commit before holds, with some files added and some left out. */
async function treeAfter(repository: string, after: string | null, { files, gone }: NewAnchor): Promise<string> {
  const state = await mkdtemp(join(tmpdir(), 'dominion-anchor-'))
  const folder = join(state, 'files')
  const call = { environment: { GIT_INDEX_FILE: join(state, 'index'), GIT_WORK_TREE: folder }, folder }
  try {
    await mkdir(folder)
    for (const { path, data } of files) {
      await mkdir(dirname(join(folder, treePath(path))), { recursive: true })
      await writeFile(join(folder, path), data)
    }
    if (after) await gitIn(repository, ['read-tree', commitId(after)], call)
    const left = gone.map((path) => `${treePath(path)}\0`).join('')
    await gitIn(repository, ['update-index', '--force-remove', '-z', '--stdin'], { ...call, input: left })
    await gitIn(repository, ['add', '--force', '--ignore-removal', '.'], call)
    return await gitIn(repository, ['write-tree'], call)
  } finally {
    await rm(state, { recursive: true, force: true })
  }
}

/** A killed Git leaves its lock. Only the one process that leads gets here, so nobody holds it. */
async function unlock(repository: string): Promise<void> {
  for (const folder of [repository, join(repository, 'refs/ledger')]) {
    const names = await readdir(folder).catch(() => [])
    for (const name of names.filter((each) => each.endsWith('.lock'))) await rm(join(folder, name), { force: true })
  }
}
