import type { Design } from '#prisma/client/client.ts'
import type { Database, Transaction } from '#server/platform/db/index.ts'
import { conflict, notFound } from '#server/platform/errors.ts'
import { newId } from '#server/platform/ids.ts'
import { DesignSpec } from './schemas.ts'

export type { Design }

export async function latestRevision(from: Transaction | Database, changeId: string): Promise<Design[]> {
  const newest = await from.design.findFirst({ where: { changeId }, orderBy: { revision: 'desc' } })
  if (!newest) return []
  return await from.design.findMany({ where: { changeId, revision: newest.revision }, orderBy: { option: 'asc' } })
}

export interface NewOption {
  spec: DesignSpec
  digest: string
  /** Who made it what it is; the generator that its spec names, when left out. */
  author?: string
}

export async function insertOptions(
  tx: Transaction,
  changeId: string,
  options: readonly NewOption[],
): Promise<Design[]> {
  const revision = ((await latestRevision(tx, changeId))[0]?.revision ?? 0) + 1
  await tx.design.createMany({
    data: options.map(({ spec, digest, author = spec.author }, option) => ({
      id: newId('dsn'),
      changeId,
      revision,
      option,
      spec: spec as object,
      digest,
      author,
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

/** A person edited it: its author is then theirs, while the spec still names the generator that writes the code. */
export function isByPerson({ spec, author }: Pick<Design, 'spec' | 'author'>): boolean {
  return author !== DesignSpec.parse(spec).author
}

/** A design of this change, of whatever revision. @throws Failure `notFound` when it is of another. */
export async function designOfChange(
  from: Transaction | Database,
  { changeId, designId }: { changeId: string; designId: string },
): Promise<Design> {
  const design = await from.design.findUnique({ where: { id: designId } })
  if (design?.changeId !== changeId) throw notFound('design')
  return design
}
