import { governed } from '#server/governed.ts'
import { conflict } from '#server/platform/errors.ts'
import { personOf } from '../asked.ts'
import { archivedEntry } from '../entry.ts'
import { RecordArchive } from '../schemas.ts'
import { headOf, insertArchive } from './store.ts'

/**
 * Says that an archive was read back and found whole, up to a head that was signed. An archive of an earlier head does not let
 * a shard go. @throws Failure `conflict` when no such head was signed
 */
export const recordArchive = governed('shard.archive', RecordArchive, async (act, found) => {
  const { shard, size, rootSha256, archiveSha256 } = found
  const head = await headOf(act.tx, shard, size)
  if (head?.rootSha256 !== rootSha256) throw conflict('This shard')
  const verifiedBy = personOf(act).id
  await insertArchive(act.tx, { sha256: archiveSha256, shard, size, rootSha256, verifiedBy, verifiedAt: act.clock.now })
  return { result: found, entry: archivedEntry({ shard, head, archiveSha256 }), seen: { shard, size } }
})
