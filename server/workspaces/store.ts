import type { ServiceRelease, Workspace } from '#prisma/client/client.ts'
import type { Database, Transaction } from '#server/platform/db/index.ts'
import { conflict } from '#server/platform/errors.ts'

export type { ServiceRelease, Workspace }

export interface WorkspaceRow {
  service: string
  source: string
  defaultBranch: string
  consentIds: string[]
  createdBy: string
}

export async function findWorkspace(from: Database | Transaction, service: string): Promise<Workspace | null> {
  return await from.workspace.findUnique({ where: { service } })
}

/** @throws Conflict when the service is registered already */
export async function insertWorkspace(tx: Transaction, row: WorkspaceRow): Promise<void> {
  const { count } = await tx.workspace.createMany({ data: [row], skipDuplicates: true })
  if (count === 0) throw conflict(`The workspace ${row.service}`)
}

export async function allWorkspaces(from: Database): Promise<Workspace[]> {
  return await from.workspace.findMany({ orderBy: { service: 'asc' } })
}

export async function releasesOf(from: Database): Promise<Map<string, ServiceRelease>> {
  const rows = await from.serviceRelease.findMany()
  return new Map(rows.map((row) => [row.service, row]))
}

/** What a service runs before any change to it: its default branch as it was registered. @throws Conflict when it runs something */
export async function insertFirstRelease(
  tx: Transaction,
  service: string,
  stableDigest: string,
  stableCommit: string,
): Promise<void> {
  const data = [{ service, stableDigest, stableCommit, epoch: 1n }]
  const { count } = await tx.serviceRelease.createMany({ data, skipDuplicates: true })
  if (count === 0) throw conflict(`The release of ${service}`)
}
