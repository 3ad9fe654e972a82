import type { Signer } from '#server/ports/signer.ts'
import type { WitnessWire } from '#server/ports/witnesses.ts'
import { checkpointText, emptyRoot, formatCheckpoint, utf8 } from '../format/index.ts'
import type { LedgerReader } from '../ports.ts'
import { proverAt } from '../prove.ts'
import type { Agreement, OpenShard } from '../sequencer/countersigning.ts'
import { LedgerDamaged } from '../sequencer/restore.ts'
import { latestCheckpoint } from '../store.ts'
import { ask, type Offer, type Outcome } from './ask.ts'
import type { WitnessSettings } from './settings.ts'

/** Too few witnesses answer to know whether the database is the newest: asked again until they do. */
export class WitnessesSilent extends Error {
  override readonly name = 'WitnessesSilent'
}

/**
 * Before anything is signed: no witness has countersigned what the database does not hold. One that says so is enough, since
 * signing on would make two histories. Where this machine remembers no head of its own, so many must answer that any quorum
 * has at least one among them.
 * @throws LedgerDamaged, WitnessesSilent
 */
export async function agreeWithWitnesses(
  { reader, shard, size, remembered, signal }: Agreement,
  by: { settings: WitnessSettings; wire: WitnessWire; signer: Signer },
): Promise<void> {
  const { witnesses, needed } = by.settings
  const offer = await newestHead(reader, shard, by.signer)
  const outcomes = await Promise.all(witnesses.map((witness) => ask(witness, offer, size, { wire: by.wire, signal })))
  for (const [at, outcome] of outcomes.entries()) {
    if (outcome.kind === 'contradicts') throw damaged(witnesses[at]?.name ?? '', outcome)
  }
  const heard = outcomes.filter(({ kind }) => kind === 'cosigned').length
  const enough = witnesses.length === 0 ? 0 : witnesses.length - needed + 1
  if (remembered || size === 0 || heard >= enough) return
  throw new WitnessesSilent(
    `this machine remembers no head of this log, and only ${heard} of ${witnesses.length} witnesses answer: ${enough} must say that the database is the newest`,
  )
}

/** The newest signed head; of an empty tree one is made, which is below every other. */
async function newestHead(reader: LedgerReader, { shard, origin, key }: OpenShard, signer: Signer): Promise<Offer> {
  const stored = await latestCheckpoint(reader, shard)
  if (stored) return { ...proverAt(reader, stored), note: stored.note, size: stored.size }
  const head = { origin, size: 0, root: Uint8Array.from(emptyRoot()) }
  const { signature } = await signer.sign('checkpoint', utf8(checkpointText(head)), origin)
  return { size: 0, note: formatCheckpoint(head, key, Uint8Array.from(signature)), grownFrom: async () => [] }
}

function damaged(name: string, { what }: Extract<Outcome, { kind: 'contradicts' }>): LedgerDamaged {
  return new LedgerDamaged(
    `the witness ${name} disagrees: ${what}. The database was brought back from an older copy, or altered. Restore the newer one; if the witness is wrong, take it out of LEDGER_WITNESSES.`,
  )
}
