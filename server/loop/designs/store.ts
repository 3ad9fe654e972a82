import type { Design } from '#prisma/client/client.ts'
import type { Database, Transaction } from '#server/platform/db/index.ts'
import { conflict } from '#server/platform/errors.ts'
import { newId } from '#server/platform/ids.ts'
import { DesignSpec } from './schemas.ts'

export type { Design }

export async function latestRevision(from: Transaction | Database, changeId: string): Promise<Design[]> {
  const newest = await from.design.findFirst({ where: { changeId }, orderBy: { revision: 'desc' } })
  if (!newest) return []
  return await from.design.findMany({ where: { changeId, revision: newest.revision }, orderBy: { option: 'asc' } })
}

export async function insertOptions(
  tx: Transaction,
  changeId: string,
  options: readonly { spec: DesignSpec; digest: string }[],
): Promise<Design[]> {
  const revision = ((await latestRevision(tx, changeId))[0]?.revision ?? 0) + 1
  await tx.design.createMany({
    data: options.map(({ spec, digest }, option) => ({
      id: newId('dsn'),
      changeId,
      revision,
      option,
      spec: spec as object,
      digest,
      author: spec.author,
    })),
  })
  return await latestRevision(tx, changeId)
}

/** Marks one option; the others of its revision are unmarked. */
export async function markChosen(tx: Transaction, design: Design, chosenBy: string): Promise<void> {
  const { changeId, revision } = design
  await tx.design.updateMany({ where: { changeId, revision }, data: { chosenAt: null, chosenBy: null } })
  await tx.design.update({ where: { id: design.id }, data: { chosenAt: new Date(), chosenBy } })
}

/** The design code is written from. @throws Conflict when none has been chosen. */
export async function chosenDesign(
  from: Transaction | Database,
  changeId: string,
): Promise<{ design: Design; spec: DesignSpec }> {
  const design = (await latestRevision(from, changeId)).find((each) => each.chosenAt !== null)
  if (!design) throw conflict('The design')
  return { design, spec: DesignSpec.parse(design.spec) }
}
