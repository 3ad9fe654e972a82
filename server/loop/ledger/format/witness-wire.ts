import { type Bytes, fromBase64, toBase64 } from './bytes.ts'

/** C2SP tlog-witness: what a log asks a witness, and the sizes it is answered. */

export interface AddCheckpoint {
  /** Size of the tree the witness countersigned last. */
  old: number
  /** From there to the checkpoint. */
  proof: readonly Bytes[]
  /** The signed note, verbatim. */
  checkpoint: string
}

export class WitnessWireError extends Error {
  override readonly name = 'WitnessWireError'
}

/** Content type of a size in an answer. */
export const treeSizeType = 'text/x.tlog.size'
const mostProofLines = 63
const size = /^(0|[1-9][0-9]{0,15})$/

export function formatAddCheckpoint({ old, proof, checkpoint }: AddCheckpoint): string {
  return [`old ${old}`, ...proof.map(toBase64), '', checkpoint].join('\n')
}

/** @throws WitnessWireError */
export function parseAddCheckpoint(body: string): AddCheckpoint {
  const gap = body.indexOf('\n\n')
  const [first = '', ...lines] = body.slice(0, Math.max(gap, 0)).split('\n')
  const old = first.startsWith('old ') ? parseTreeSize(`${first.slice(4)}\n`) : null
  if (old === null || lines.length > mostProofLines) throw new WitnessWireError('not an add-checkpoint request')
  return { old, proof: lines.map(parseHash), checkpoint: body.slice(gap + 2) }
}

export function formatTreeSize(treeSize: number): string {
  return `${treeSize}\n`
}

/** Null when it is not a size. */
export function parseTreeSize(body: string): number | null {
  const digits = body.endsWith('\n') ? body.slice(0, -1) : ''
  return size.test(digits) && Number.isSafeInteger(Number(digits)) ? Number(digits) : null
}

function parseHash(line: string): Bytes {
  try {
    const hash = fromBase64(line)
    if (hash.length === 32) return hash
  } catch (cause) {
    throw new WitnessWireError('a hash of the proof is not base64', { cause })
  }
  throw new WitnessWireError('a hash of the proof is not 32 bytes')
}
