import { type Bytes, fromBase64, toBase64 } from './bytes.ts'
import { formatNote, NoteError, type NoteKey, openNote } from './note.ts'

/** C2SP tlog-checkpoint: a tree's head as a signed note. Extension lines are never written and ignored when read. */
export interface Checkpoint {
  origin: string
  size: number
  root: Bytes
}

export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`
}

export function formatCheckpoint(checkpoint: Checkpoint, key: Pick<NoteKey, 'name' | 'id'>, signature: Bytes): string {
  return formatNote({ text: checkpointText(checkpoint), signatures: [{ name: key.name, id: key.id, signature }] })
}

/** @throws NoteError when the text is no checkpoint. */
export function parseCheckpointText(text: string): Checkpoint {
  const lines = text.slice(0, -1).split('\n')
  const [origin = '', size = '', root = ''] = lines
  if (
    origin === '' ||
    !/^(0|[1-9][0-9]{0,15})$/.test(size) ||
    !Number.isSafeInteger(Number(size)) ||
    lines.includes('')
  ) {
    throw new NoteError('not a checkpoint')
  }
  try {
    const hash = fromBase64(root)
    if (hash.length === 32) return { origin, size: Number(size), root: hash }
  } catch (cause) {
    throw new NoteError('the root hash is not base64', { cause })
  }
  throw new NoteError('the root hash is not 32 bytes')
}

/** Verified by a key whose name is the log's origin, so one log's key cannot speak for another. @throws NoteError */
export async function openCheckpoint(note: string | Uint8Array, key: NoteKey): Promise<Checkpoint> {
  const checkpoint = parseCheckpointText((await openNote(note, [key])).text)
  if (checkpoint.origin !== key.name) throw new NoteError(`a checkpoint of ${checkpoint.origin}, not of ${key.name}`)
  return checkpoint
}
