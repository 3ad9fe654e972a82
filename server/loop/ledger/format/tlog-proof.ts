import { type Bytes, fromBase64, toBase64 } from './bytes.ts'

/** C2SP tlog-proof v1: index, inclusion path and checkpoint in one text that can be checked offline. */
export interface TlogProof {
  index: number
  path: readonly Bytes[]
  /** The signed note, verbatim. */
  checkpoint: string
}

export class ProofFormatError extends Error {
  override readonly name = 'ProofFormatError'
}

const header = 'c2sp.org/tlog-proof@v1'

export function formatTlogProof({ index, path, checkpoint }: TlogProof): string {
  return [header, `index ${index}`, ...path.map(toBase64), '', checkpoint].join('\n')
}

/** Opaque extra data is refused: this ledger writes none, and nothing authenticates it. @throws ProofFormatError */
export function parseTlogProof(text: string): TlogProof {
  const gap = text.indexOf('\n\n')
  const [first, second = '', ...path] = text.slice(0, Math.max(gap, 0)).split('\n')
  const index = /^index (0|[1-9][0-9]{0,15})$/.exec(second)?.[1]
  if (first !== header || index === undefined || path.length > 63) throw new ProofFormatError('not a tlog-proof')
  return { index: Number(index), path: path.map(parseHash), checkpoint: text.slice(gap + 2) }
}

function parseHash(line: string): Bytes {
  try {
    const hash = fromBase64(line)
    if (hash.length === 32) return hash
  } catch (cause) {
    throw new ProofFormatError('a hash of the path is not base64', { cause })
  }
  throw new ProofFormatError('a hash of the path is not 32 bytes')
}
