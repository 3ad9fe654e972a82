import * as z from 'zod/mini'
import { preparing } from '#server/governed.ts'
import { writeArchive } from '#server/loop/ledger/archive/index.ts'
import { database } from '#server/platform/db/index.ts'
import { recordArchive } from './record-archive.ts'

/**
 * Writes a shard to a folder, reads it back, checks all of it, and records that it holds: only then may the shard ever go.
 * @throws Failure `notFound`, `refused` when the folder is not empty
 */
export const archiveShard = preparing(
  'shard.archive',
  z.object({ shard: z.string(), folder: z.string() }),
  async (actor, { shard, folder }) => {
    const { size, rootSha256, archiveSha256 } = await writeArchive(database(), shard, folder)
    return await recordArchive(actor, { shard, size, rootSha256, archiveSha256 })
  },
)
