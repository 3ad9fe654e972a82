import { setTimeout as pause } from 'node:timers/promises'
import type { Cosigner } from '#server/ports/cosigner.ts'
import type { WitnessWire } from '#server/ports/witnesses.ts'
import {
  cosignedBytes,
  cosignerKey,
  formatCosignature,
  mlDsa44FromSpki,
  type PolicyWitness,
  parseNote,
  toHex,
} from '../format/index.ts'
import type { LedgerTransaction } from '../ports.ts'
import { isLocal } from '../proof/local.ts'
import { proverAt } from '../prove.ts'
import type { OpenShard } from '../sequencer/countersigning.ts'
import { type CheckpointRow, latestCheckpoint } from '../store.ts'
import { ask, type Offer } from './ask.ts'
import { roundWithinMs } from './numbers.ts'
import type { WitnessSettings } from './settings.ts'
import { insertCosignature, insertWitnessed, lastCosigned } from './store.ts'

export interface Asked {
  settings: WitnessSettings
  wire: WitnessWire
  /** Signs what is published with the log's post-quantum key. */
  cosigner?: Cosigner
  watch?: WitnessWatch
}

/** Told what witnesses do, for health and figures. */
export interface WitnessWatch {
  witnessed?(size: number, outside: boolean, ms: number): void
  /** @param fault null when it countersigned */
  answered?(witness: string, fault: string | null): void
  /** The loop lost its session and begins again. */
  stopped?(error: unknown): void
}

/** Asks all witnesses at once about one head after the other. One that is still busy with an earlier head is left alone. */
export class Round {
  readonly #tx: LedgerTransaction
  readonly #shard: OpenShard
  readonly #of: Asked
  readonly #signal: AbortSignal
  readonly #known: Map<string, number>
  readonly #busy = new Set<PolicyWitness>()

  private constructor(
    tx: LedgerTransaction,
    shard: OpenShard,
    of: Asked,
    on: { signal: AbortSignal; known: Map<string, number> },
  ) {
    this.#tx = tx
    this.#shard = shard
    this.#of = of
    this.#signal = on.signal
    this.#known = on.known
  }

  static async open(tx: LedgerTransaction, shard: OpenShard, of: Asked, signal: AbortSignal): Promise<Round> {
    return new Round(tx, shard, of, { signal, known: await lastCosigned(tx, shard.shard) })
  }

  /** @returns the size of the head that enough have countersigned now; null when too few did */
  async ask(): Promise<number | null> {
    const head = await latestCheckpoint(this.#tx, this.#shard.shard)
    if (head === null) return null
    const { witnesses } = this.#of.settings
    await this.#cosign(head)
    if (witnesses.length === 0) return head.size
    const tally = new Tally(head, this.#of, this.#tx)
    const offer = offerOf(head, this.#tx)
    const free = witnesses.filter((witness) => !this.#busy.has(witness))
    const all = Promise.all(free.map((witness) => this.#one(witness, offer, tally)))
    const late = pause(roundWithinMs, undefined, { signal: this.#signal }).catch(() => undefined)
    await Promise.race([all, tally.enough, late])
    return tally.holds ? head.size : null
  }

  async #one(witness: PolicyWitness, offer: Offer, tally: Tally): Promise<void> {
    const id = toHex(witness.key.id)
    this.#busy.add(witness)
    try {
      const by = { wire: this.#of.wire, signal: this.#signal }
      const outcome = await ask(witness, offer, this.#known.get(id) ?? 0, by)
      if (this.#signal.aborted) return
      this.#of.watch?.answered?.(witness.name, outcome.kind === 'cosigned' ? null : outcome.what)
      if (outcome.kind !== 'cosigned') return
      this.#known.set(id, offer.size)
      await tally.add(witness, outcome.line)
    } finally {
      this.#busy.delete(witness)
    }
  }

  async #cosign(head: CheckpointRow): Promise<void> {
    const { cosigner } = this.#of
    if (!cosigner) return
    const key = cosignerKey('ml-dsa-44', this.#shard.origin, mlDsa44FromSpki(await cosigner.publicKey()))
    const at = Math.floor(Date.now() / 1000)
    const signature = await cosigner.sign(cosignedBytes(key, at, parseNote(head.note).text))
    const line = formatCosignature(key, { at, signature: Uint8Array.from(signature) })
    await insertCosignature(this.#tx, head, key, line)
  }
}

/** Proofs from one size are made once, however many witnesses stand there. */
function offerOf(head: CheckpointRow, tx: LedgerTransaction): Offer {
  const { grownFrom } = proverAt(tx, head)
  const made = new Map<number, ReturnType<typeof grownFrom>>()
  return {
    size: head.size,
    note: head.note,
    grownFrom(size) {
      const proof = made.get(size) ?? grownFrom(size)
      made.set(size, proof)
      return proof
    },
  }
}

/** Who has countersigned one head, and since when that is enough. */
class Tally {
  readonly enough: Promise<void>
  readonly #head: CheckpointRow
  readonly #of: Asked
  readonly #tx: LedgerTransaction
  readonly #cosigned = new Set<PolicyWitness>()
  readonly #resolve: () => void
  readonly #began = performance.now()
  holds = false

  constructor(head: CheckpointRow, of: Asked, tx: LedgerTransaction) {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.enough = promise
    this.#resolve = resolve
    this.#head = head
    this.#of = of
    this.#tx = tx
  }

  async add(witness: PolicyWitness, line: string): Promise<void> {
    await insertCosignature(this.#tx, this.#head, witness.key, line)
    this.#cosigned.add(witness)
    if (this.#cosigned.size < this.#of.settings.needed) return
    const outside = [...this.#cosigned].some(({ url }) => !isLocal(url))
    await insertWitnessed(this.#tx, this.#head, outside)
    if (!this.holds) this.#of.watch?.witnessed?.(this.#head.size, outside, performance.now() - this.#began)
    this.holds = true
    this.#resolve()
  }
}
