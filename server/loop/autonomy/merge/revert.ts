import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import type { Act, Outcome } from '#server/governed.ts'
import { type Change, loadChange } from '#server/loop/change/index.ts'
import { currentIntent } from '#server/loop/intents/index.ts'
import { changeEntry, lastEntryId } from '#server/loop/ledger/index.ts'
import { conflict } from '#server/platform/errors.ts'
import type { WorkScope } from '#server/platform/halt/permit.ts'
import type { Ports } from '#server/ports/wired.ts'
import { type StepFault, step } from '#server/step.ts'
import { repositoryOf, runsOf } from '#server/workspaces/index.ts'
import { mergeEntry } from './merge.ts'

interface Claimed extends WorkScope {
  change: Change
  branch: string
  intentId: string
  /** The newest ledger entry of the change when the work began. */
  ledgerEvent: string
}

/** A change taken back after its merge: a commit that restores what was there is appended; nothing is rewritten. */
export const revertChange = step(z.object({ changeId: z.string() }), {
  claim: { permission: 'rollout.rollBack', run: claim },
  effect: (claimed, { ports }) => appendRevert(claimed, ports),
  settle: {
    permission: 'rollout.rollBack',
    run: async (_act: Act, { change, branch }: Claimed, revert: string | null): Promise<Outcome<void>> => ({
      result: undefined,
      entry: revert ? mergeEntry(change, branch, revert) : changeEntry(change, 'revert.notMerged'),
      seen: { revert },
    }),
  },
  abandon: {
    permission: 'rollout.rollBack',
    run: async (_act: Act, { change }: Claimed, fault: StepFault): Promise<Outcome<void>> => ({
      result: undefined,
      entry: changeEntry(change, `revert.${fault.kind}`),
      seen: { reason: fault.message },
    }),
  },
})

async function claim(act: Act, { changeId }: { changeId: string }): Promise<Outcome<Claimed>> {
  const change = await loadChange(act.tx, changeId)
  const workspace = await act.tx.workspace.findUnique({ where: { service: change.service } })
  if (change.state !== 'rolledBack' || !change.headCommit || !workspace) throw conflict('This change')
  // Going back is never held up by a halt, so this work counts as people's own.
  const { id: intentId } = await currentIntent(act.tx, changeId)
  const ledgerEvent = (await lastEntryId(act.tx, changeId)) ?? 'none'
  const branch = workspace.defaultBranch
  const result = { change, branch, intentId, ledgerEvent, service: change.service, humanMade: true }
  return { result, entry: changeEntry(change, 'revert.started') }
}

async function appendRevert(
  { change, branch, intentId, ledgerEvent }: Claimed,
  { git }: Ports,
): Promise<string | null> {
  const repository = repositoryOf(change.service)
  const tip = await git.resolve(repository, branch)
  if (tip !== change.headCommit) return null
  const folder = join(runsOf(change.service), `revert-${change.id}`)
  await git.addWorktree(repository, folder, tip)
  try {
    await empty(folder)
    await git.exportTree(repository, change.baseCommit ?? '', folder)
    return await git.commitWorktree(repository, folder, branch, {
      title: `revert: ${change.title}`,
      body: 'Taken back after its rollout.',
      trailers: [
        ['Change-Id', change.id],
        ['Intent-Id', intentId],
        ['Ledger-Event', ledgerEvent],
        ['Reverts', tip],
        ['Model', 'none'],
      ],
      authorId: 'system-orchestrator',
    })
  } finally {
    await git.removeWorktree(repository, folder)
  }
}

async function empty(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const name of await readdir(folder)) {
    if (name !== '.git') await rm(join(folder, name), { recursive: true, force: true })
  }
}
