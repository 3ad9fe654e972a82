import { rm } from 'node:fs/promises'
import * as z from 'zod/mini'
import type { Act, Outcome } from '#server/governed.ts'
import type { EntryDraft } from '#server/loop/ledger/index.ts'
import { sha256 } from '#server/platform/digest.ts'
import { conflict } from '#server/platform/errors.ts'
import type { WorkScope } from '#server/platform/halt/permit.ts'
import { newId } from '#server/platform/ids.ts'
import type { ArtifactDescription } from '#server/ports/artifacts.ts'
import { type StepFault, step } from '#server/step.ts'
import { buildCommit, repositoryOf } from '#server/workspaces/index.ts'
import { store } from './store-artifact.ts'

interface Claimed extends WorkScope {
  branch: string
}

interface Prepared {
  artifact: ArtifactDescription
  commit: string
  lockfileSha256: string
}

/**
 * Builds what a workspace already holds, so that there is a version to serve, to measure against and to go back to. A
 * person brought this code; nothing of it is generated, so a halt does not stop it.
 */
export const prepareWorkspace = step(z.object({ service: z.string() }), {
  claim: { permission: 'workspace.prepare', run: claim },
  async effect({ service, branch }, { ports, signal }): Promise<Prepared> {
    const commit = await ports.git.resolve(repositoryOf(service ?? ''), branch)
    const built = await buildCommit(ports, { service: service ?? '', commit, buildId: newId('bld') }, signal)
    const artifact = await store(ports.artifacts, built, service ?? '')
    await rm(built.folder, { recursive: true, force: true })
    return { artifact, commit, lockfileSha256: built.lockfileSha256 }
  },
  settle: { permission: 'workspace.prepare', run: settle },
  abandon: {
    permission: 'workspace.prepare',
    run: async (_act: Act, { service }: Claimed, fault: StepFault): Promise<Outcome<void>> => ({
      result: undefined,
      entry: workspaceEntry(service ?? '', 'registered', null, null),
      seen: { service, reason: fault.message },
    }),
  },
})

async function claim(act: Act, { service }: { service: string }): Promise<Outcome<Claimed>> {
  const workspace = await act.tx.workspace.findUnique({ where: { service } })
  const released = await act.tx.serviceRelease.findUnique({ where: { service } })
  if (!workspace || released) throw conflict('This workspace')
  const result = { service, humanMade: true, branch: workspace.defaultBranch }
  return { result, entry: workspaceEntry(service, 'registered', null, null), seen: { service, stage: 'building' } }
}

async function settle(act: Act, { service }: Claimed, prepared: Prepared): Promise<Outcome<void>> {
  const { artifact, commit, lockfileSha256 } = prepared
  const release = { service: service ?? '', stableDigest: artifact.digest, stableCommit: commit, epoch: 1n }
  await act.tx.serviceRelease.create({ data: release })
  const entry = workspaceEntry(service ?? '', 'prepared', commit, lockfileSha256)
  return { result: undefined, entry, seen: { service, artifact: artifact.digest } }
}

function workspaceEntry(
  service: string,
  event: 'registered' | 'prepared',
  commit: string | null,
  lockfileSha256: string | null,
): EntryDraft {
  return {
    kind: 'workspace',
    changeId: null,
    runId: null,
    riskTier: null,
    subjects: [{ name: service, sha256: sha256(commit ?? service) }],
    materials: [],
    predicate: { event, service, origin: 'path', commit, lockfileSha256 },
  }
}
