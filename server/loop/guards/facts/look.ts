import { join } from 'node:path'
import type { DesignSpec } from '#server/loop/designs/schemas.ts'
import { commitKeys } from '#server/loop/ledger/index.ts'
import { database } from '#server/platform/db/index.ts'
import { newId } from '#server/platform/ids.ts'
import type { ChangeFacts } from '#server/policy/schemas.ts'
import type { Ports } from '#server/ports/wired.ts'
import { checkCommit, readWorkspaceModel, repositoryOf, runFolder } from '#server/workspaces/index.ts'
import type { Seen } from './gather.ts'
import { type Recorded, signerOf } from './lineage.ts'
import { readCode } from './read-code.ts'
import { isMigration } from './sql/migrations.ts'
import { lockedPackages, sourcesOf, type Tree, textOf, withTree } from './tree.ts'

/** What is asked to be judged: recorded before, never taken from the commit. */
export interface Asked {
  change: ChangeFacts['change']
  origin: ChangeFacts['origin']
  commit: string
  base: string
  design: { spec: DesignSpec; reviewed: boolean } | null
  recorded: Recorded
  confidence: NonNullable<ChangeFacts['confidence']> | null
  policyDigest: string
  nowMs: number
}

/** Runs every producer on exactly the asked commit: its diff, both trees, all checks in the sandbox, its signature. */
export async function lookAt(asked: Asked, ports: Ports, signal: AbortSignal): Promise<ChangeFacts> {
  const { service } = asked.change
  const { git } = ports
  const repository = repositoryOf(service)
  const [commit, diff, keys, headModel, baseModel] = await Promise.all([
    git.commitInfo(repository, asked.commit),
    git.diff(repository, asked.base, asked.commit),
    commitKeys(database(), ports.signer),
    readWorkspaceModel(git, service, asked.commit),
    readWorkspaceModel(git, service, asked.base),
  ])
  const signature = await signerOf(keys, (line) => git.verifySignature(repository, asked.commit, [line]))
  const report = await checkCommit(ports, { service, commit: asked.commit }, signal)
  const scratch = runFolder(service, newId('look'))
  const at = (name: string, id: string) => ({ repository, commit: id, folder: join(scratch, name) })
  const head = await withTree(git, at('head', asked.commit), (tree) => readHead(tree, diff))
  const before = await withTree(git, at('base', asked.base), async (tree) => ({
    sources: await sourcesOf(tree, []),
    locked: lockedPackages(await textOf(tree, 'package-lock.json')),
  }))
  return await readCode({
    ...asked,
    ...{ commit, diff, headModel, baseModel, report },
    headSources: head.sources,
    migrations: head.migrations,
    baseSources: before.sources,
    locked: before.locked,
    signature,
  })
}

async function readHead(
  tree: Tree,
  diff: Seen['diff'],
): Promise<{ sources: Seen['headSources']; migrations: Seen['migrations'] }> {
  const added = diff.filter(({ path, change }) => isMigration(path) && change !== 'deleted')
  const migrations = await Promise.all(
    added.map(async ({ path }) => ({ path, text: (await textOf(tree, path)) ?? '' })),
  )
  return { sources: await sourcesOf(tree, diff), migrations }
}
