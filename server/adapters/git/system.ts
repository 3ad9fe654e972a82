import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Git } from '#server/ports/git.ts'
import { parseCommit, splitSignature } from './commit-object.ts'
import { diffCommits } from './diff.ts'
import { branchReference, cloneSource, commitId, revision, tagReference, treePath } from './names.ts'
import { absent, intoPlace, moveReference, rawObject, treeEntry, treeOf } from './repository.ts'
import { GitFailed, git, gitIn } from './run.ts'
import { verifySshSignature } from './ssh-signature.ts'
import { splitTag, unsignedTag, withTagSignature } from './tag-object.ts'
import { baseOf, discard, fill, snapshot, worktreeOf } from './worktrees.ts'
import { type Committing, writeCommit } from './write-commit.ts'

export interface SystemGitOptions extends Committing {
  /** Variables only a clone gets: proxy, certificates, HOME for the person's own ssh setup. */
  networkEnvironment?: Readonly<Record<string, string>>
}

/** The system's Git, with our configuration only: no hooks, no identity of the machine, no prompt. */
export function systemGit(options: SystemGitOptions): Git {
  const now = options.now ?? (() => new Date())

  return {
    async initialise(repository, files, request) {
      return intoPlace(repository, async (partial) => {
        await git(['init', '--quiet', '--bare', '--initial-branch=main', '--', partial])
        const commit = await writeCommit(partial, options, { tree: await treeOf(partial, files), parents: [], request })
        await gitIn(partial, ['update-ref', 'refs/heads/main', commit, absent])
        return commit
      })
    },

    async cloneBare(source, repository, signal) {
      return intoPlace(repository, async (partial) => {
        const call = { signal, ...(options.networkEnvironment && { environment: options.networkEnvironment }) }
        await git(['clone', '--quiet', '--bare', '--no-local', '--no-tags', '--', cloneSource(source), partial], call)
        // An address may name a person; the store keeps it, the repository need not.
        await gitIn(partial, ['remote', 'remove', 'origin'])
        return gitIn(partial, ['symbolic-ref', '--short', 'HEAD'])
      })
    },

    resolve: async (repository, reference) =>
      gitIn(repository, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision(reference)}^{commit}`]),

    addWorktree: async (repository, folder, commit) => fill(repository, folder, commitId(commit)),
    removeWorktree: discard,

    async commitWorktree(repository, folder, branch, request) {
      const reference = branchReference(branch)
      const base = await baseOf(repository, folder)
      const tree = await snapshot(repository, folder)
      if (tree === (await gitIn(repository, ['rev-parse', `${base}^{tree}`])))
        throw new Error('Nothing changed: there is no commit to make.')
      const before = await gitIn(repository, ['for-each-ref', '--format=%(objectname)', reference])
      const commit = await writeCommit(repository, options, { tree, parents: [base], request })
      await moveReference(repository, reference, before || absent, commit)
      await writeFile(worktreeOf(repository, folder).baseFile, commit)
      return commit
    },

    async readTree(repository, commit) {
      const listing = await gitIn(repository, ['ls-tree', '-r', '-z', '--long', commitId(commit)])
      return listing.split('\0').filter(Boolean).map(treeEntry)
    },

    async readFile(repository, commit, path) {
      const object = `${commitId(commit)}:${treePath(path)}`
      const found = (
        await git([`--git-dir=${repository}`, 'cat-file', '--batch-check=%(objecttype)'], { input: object })
      )
        .toString()
        .trim()
      if (found !== 'blob') return null
      return (await git([`--git-dir=${repository}`, 'cat-file', 'blob', object])).toString('utf8')
    },

    async exportTree(repository, commit, folder) {
      await mkdir(folder, { recursive: true })
      const state = await mkdtemp(join(tmpdir(), 'dominion-index-'))
      const environment = { GIT_INDEX_FILE: join(state, 'index'), GIT_WORK_TREE: folder }
      try {
        await gitIn(repository, ['read-tree', commitId(commit)], { environment })
        await gitIn(repository, ['checkout-index', '--all', '--force', '--quiet'], { environment, folder })
      } finally {
        await rm(state, { recursive: true, force: true })
      }
    },

    diff: async (repository, base, head, only) => diffCommits(repository, commitId(base), commitId(head), only),

    async isAncestor(repository, ancestor, descendant) {
      try {
        await gitIn(repository, ['merge-base', '--is-ancestor', commitId(ancestor), commitId(descendant)])
        return true
      } catch (error) {
        if (error instanceof GitFailed && error.exitCode === 1) return false
        throw error
      }
    },

    updateReference: async (repository, branch, expected, next) =>
      moveReference(repository, branchReference(branch), commitId(expected), commitId(next)),

    async commitInfo(repository, commit) {
      return parseCommit(commit, (await rawObject(repository, 'commit', commitId(commit))).toString('utf8'))
    },

    async verifySignature(repository, commit, publicKeys) {
      const parts = splitSignature((await rawObject(repository, 'commit', commitId(commit))).toString('latin1'))
      return parts !== null && verifySshSignature(Buffer.from(parts.signed, 'latin1'), parts.armored, publicKeys)
    },

    async tag(repository, name, commit, request) {
      const reference = tagReference(name)
      const unsigned = unsignedTag(name, commitId(commit), request, now())
      const signed = withTagSignature(unsigned, await options.sign(Buffer.from(unsigned)))
      const object = await gitIn(repository, ['mktag'], { input: signed })
      await moveReference(repository, reference, absent, object)
    },

    async tags(repository, prefix, commit) {
      const at = commit === undefined ? [] : [`--points-at=${commitId(commit)}`]
      const listing = await gitIn(repository, [
        'for-each-ref',
        '--format=%(refname:lstrip=2)',
        ...at,
        `${tagReference(prefix)}/`,
      ])
      return listing.split('\n').filter(Boolean)
    },

    async verifyTag(repository, name, publicKeys) {
      const parts = splitTag((await rawObject(repository, 'tag', tagReference(name))).toString('latin1'))
      return parts !== null && verifySshSignature(Buffer.from(parts.signed, 'latin1'), parts.armored, publicKeys)
    },
  }
}
