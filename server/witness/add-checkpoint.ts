import {
  type Checkpoint,
  emptyRoot,
  equalBytes,
  formatTreeSize,
  type NoteKey,
  openNote,
  parseAddCheckpoint,
  parseCheckpointText,
  parseNote,
  treeSizeType,
  verifyConsistency,
} from '#server/loop/ledger/format/index.ts'
import { nativeSha256 } from './hash.ts'
import type { WitnessKey } from './key.ts'
import type { Countersigned, WitnessMemory } from './memory.ts'

export interface Reply {
  status: 200 | 400 | 403 | 404 | 409 | 413 | 422
  type: string
  body: string
}

export interface Witness {
  key: WitnessKey
  memory: WitnessMemory
  /** The logs it countersigns, as they are configured now. */
  logs(): Promise<readonly NoteKey[]>
}

const neverSeen: Countersigned = { size: 0, root: Uint8Array.from(emptyRoot()) }

/** C2SP tlog-witness `add-checkpoint`: its checks in its order, with its codes. */
export async function addCheckpoint(witness: Witness, body: string): Promise<Reply> {
  const asked = readRequest(body)
  if (asked === null) return refusal(400, 'this is no add-checkpoint request')
  const { old, proof, note, text, head } = asked
  const keys = (await witness.logs()).filter(({ name }) => name === head.origin)
  if (keys.length === 0) return refusal(404, 'this log is not known here')
  if (!(await isSigned(note, keys))) return refusal(403, 'no signature of a key known for this log verifies')
  if (old > head.size) return refusal(400, 'the old size is larger than the checkpoint')
  return await witness.memory.alone(head.origin, async () => {
    const last = (await witness.memory.read(head.origin)) ?? neverSeen
    if (old !== last.size) return conflict(last)
    if (old === head.size && !equalBytes(last.root, head.root)) return conflict(last)
    if (!hasGrown(last, head, proof)) return refusal(422, 'the tree did not only grow: the proof does not verify')
    if (head.size > last.size) await witness.memory.write(head.origin, head)
    return { status: 200, type: 'text/plain; charset=utf-8', body: witness.key.cosign(text) }
  })
}

function readRequest(body: string) {
  try {
    const { old, proof, checkpoint: note } = parseAddCheckpoint(body)
    const { text } = parseNote(note)
    return { old, proof, note, text, head: parseCheckpointText(text) }
  } catch {
    return null
  }
}

async function isSigned(note: string, keys: readonly NoteKey[]): Promise<boolean> {
  try {
    await openNote(note, keys)
    return true
  } catch {
    return false
  }
}

/** Every tree grew from the empty one: that needs no proof, and none may come. */
function hasGrown(last: Countersigned, head: Checkpoint, proof: readonly Uint8Array[]): boolean {
  if (last.size === 0 && head.size > 0) return proof.length === 0
  const grown = { size1: last.size, root1: last.root, size2: head.size, root2: head.root }
  return verifyConsistency({ ...grown, proof, hash: nativeSha256 })
}

function conflict({ size }: Countersigned): Reply {
  return { status: 409, type: treeSizeType, body: formatTreeSize(size) }
}

function refusal(status: Reply['status'], why: string): Reply {
  return { status, type: 'text/plain; charset=utf-8', body: `${why}\n` }
}
