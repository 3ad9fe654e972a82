import * as z from 'zod/mini'
import { governed } from '#server/governed.ts'
import { actorReference } from '#server/identity/index.ts'
import { originOf, workspaceEntry } from './entry.ts'
import { insertWorkspace } from './store.ts'

const RegisterInput = z.object({
  service: z.string(),
  source: z.string(),
  defaultBranch: z.string(),
  commit: z.string(),
  consentIds: z.array(z.string()),
  /** A worker is to install and build it; else whoever registers it does. */
  prepareLater: z.boolean(),
})

/** Enters a repository that is in place already. @throws Conflict when the service has one */
export const registerWorkspace = governed('workspace.add', RegisterInput, async (act, input) => {
  const { commit, prepareLater, ...row } = input
  await insertWorkspace(act.tx, { ...row, createdBy: actorReference(act.actor) })
  const { service } = input
  if (prepareLater) await act.emit('workspace.added', { service })
  const entry = workspaceEntry({
    event: 'registered',
    service,
    origin: originOf(input.source),
    commit,
    lockfileSha256: null,
  })
  return { result: { service }, entry, seen: { service } }
})
