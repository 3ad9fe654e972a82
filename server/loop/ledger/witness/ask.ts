import type { WitnessAnswer, WitnessWire } from '#server/ports/witnesses.ts'
import {
  type Bytes,
  equalBytes,
  formatAddCheckpoint,
  formatSignature,
  type PolicyWitness,
  parseCosignature,
  parseNote,
  parseSignatures,
  parseTreeSize,
  treeSizeType,
  verifyCosignature,
} from '../format/index.ts'
import { nativeMlDsa44 } from '../native.ts'
import { clockAheadSeconds } from './numbers.ts'

/** A head, and the proofs that lead to it. */
export interface Offer {
  size: number
  /** The signed note, verbatim. */
  note: string
  /** That the tree only grew since it had `size` entries, more than none. */
  grownFrom(size: number): Promise<Bytes[]>
}

/** What came of asking one witness. */
export type Outcome =
  | { kind: 'cosigned'; line: string }
  /** It countersigned more than there is, or another history: this log is not what it was, or the witness lies. */
  | { kind: 'contradicts'; what: string }
  /** It did not answer, or not as a witness does. */
  | { kind: 'fault'; what: string }

/**
 * Asks for a cosignature, a second time when it names another size than `from`. What it answers is believed in nothing:
 * a line is taken only when it verifies. @throws only what `offer` throws
 */
export async function ask(
  witness: PolicyWitness,
  offer: Offer,
  from: number,
  by: { wire: WitnessWire; signal: AbortSignal },
): Promise<Outcome> {
  const first = await send(witness, offer, Math.min(from, offer.size), by)
  if (!('told' in first)) return first
  const second = await send(witness, offer, first.told, by)
  return 'told' in second ? fault('it names another size each time') : second
}

async function send(
  witness: PolicyWitness,
  offer: Offer,
  old: number,
  { wire, signal }: { wire: WitnessWire; signal: AbortSignal },
): Promise<Outcome | { told: number }> {
  const proof = old === 0 ? [] : await offer.grownFrom(old)
  const body = formatAddCheckpoint({ old, proof, checkpoint: offer.note })
  try {
    const answer = await wire.addCheckpoint(witness.url ?? '', body, signal)
    if (answer.status === 200) return await cosigned(witness, offer, answer.body)
    if (answer.status === 409) return conflict(offer, old, answer)
    if (answer.status === 422 && old > 0) return contradicts(`it holds another history of ${old} entries`)
    return fault(`it answered ${answer.status}`)
  } catch (error) {
    return fault(reasonOf(error))
  }
}

function conflict({ size }: Offer, old: number, { contentType, body }: WitnessAnswer): Outcome | { told: number } {
  const told = contentType.split(';')[0]?.trim() === treeSizeType ? parseTreeSize(body) : null
  if (told === null) return fault('it answered 409 without a size')
  if (told > size) return contradicts(`it countersigned ${told} entries, and there are ${size}`)
  if (told !== old) return { told }
  return old === size ? contradicts(`it countersigned another tree of ${size} entries`) : fault('it contradicts itself')
}

async function cosigned({ key }: PolicyWitness, { note }: Offer, body: string): Promise<Outcome> {
  const mine = parseSignatures(body).find(({ name, id }) => name === key.name && equalBytes(id, key.id))
  if (mine === undefined) return fault('it answered without a cosignature of its key')
  const { at } = parseCosignature(key.kind, mine)
  if (at > Date.now() / 1000 + clockAheadSeconds) return fault('its cosignature is dated in the future')
  const holds = await verifyCosignature(key, mine, parseNote(note).text, nativeMlDsa44)
  return holds ? { kind: 'cosigned', line: formatSignature(mine) } : fault('its cosignature does not verify')
}

const fault = (what: string): Outcome => ({ kind: 'fault', what })
const contradicts = (what: string): Outcome => ({ kind: 'contradicts', what })

/** What `fetch` throws says little; its cause says which. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code } = (error.cause ?? error) as NodeJS.ErrnoException
  if (error.name === 'TimeoutError') return 'it did not answer in time'
  return code === 'ECONNREFUSED' ? 'nothing answers at its address' : [error.message, code].filter(Boolean).join(', ')
}
