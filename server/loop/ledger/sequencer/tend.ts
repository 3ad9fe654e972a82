import type pg from 'pg'
import type { KeyRing, RingKey } from '#server/ports/key-ring.ts'
import type { KeyPurpose } from '#server/ports/signer.ts'
import { signedKeyset } from '../keyset/known.ts'
import { newestOfKind } from '../keyset/store.ts'
import { announcedAheadMs, keyLivesMs, keyOverlapMs, settlesMs } from '../numbers.ts'
import type { Keyset } from '../predicates/delivering.ts'
import { viewOf } from '../read.ts'
import { signedAmong } from '../signed.ts'
import { rowsOfKind } from '../store.ts'
import { overClient } from './connection.ts'
import { announce } from './keyset.ts'
import { periodAfter, periodAt } from './period.ts'
import { LedgerDamaged } from './restore.ts'
import { businessTime } from './say.ts'
import { type Shard, siblingOf } from './shard.ts'

const services = ['entry', 'commit'] as const

/** Looks after the keys while this process leads. Every step can be cut off anywhere: the next look goes on from there. */
export class KeyTender {
  readonly #client: pg.Client
  readonly #ring: KeyRing
  #late: string | null = null
  /** When this process first saw that a key's time was over, in real time. */
  readonly #overSince = new Map<string, number>()

  constructor(client: pg.Client, ring: KeyRing) {
    this.#client = client
    this.#ring = ring
  }

  /** Keys without a beginning get one: when the log first named them. */
  async start(shard: Shard): Promise<void> {
    const { now } = await businessTime(this.#client)
    for (const { keyId, purpose, state, since } of await this.#ring.keys()) {
      const log = purpose === 'checkpoint' ? shard.origin : null
      if (state !== 'current' || since !== null) continue
      await this.#ring.begin(keyId, { since: (await this.#firstNamed(keyId)) ?? now.toISOString(), log })
    }
  }

  /** One look. @returns why keys that are due could not be made yet; null when all is in place */
  async tend(shard: Shard): Promise<string | null> {
    this.#late = null
    const { now } = await businessTime(this.#client)
    const asked = await this.#unanswered()
    const keys = await this.#ring.keys()
    for (const purpose of services) {
      const due = asked !== null || isDue(currentOf(keys, purpose), now)
      if (due) await this.prepare(purpose, null)
    }
    await this.#prepareTree(shard, now)
    await announce(this.#client, this.#ring, shard, asked)
    await this.#activate(now)
    await announce(this.#client, this.#ring, shard)
    await this.#destroy(shard, now)
    return this.#late
  }

  /** Whoever keeps the key may be away: then the old keys go on, and this is tried again. @returns whether the key is there */
  async prepare(purpose: KeyPurpose, log: string | null): Promise<boolean> {
    try {
      await this.#ring.prepare(purpose, log)
      return true
    } catch (error) {
      this.#late = error instanceof Error ? error.message : String(error)
      return false
    }
  }

  /** What was announced and waits, signs from now on. */
  async #activate(now: Date): Promise<void> {
    const life = { since: now.toISOString(), until: new Date(now.getTime() + keyOverlapMs).toISOString() }
    for (const { keyId, purpose, state } of await this.#ring.keys()) {
      if (state === 'next' && purpose !== 'checkpoint') await this.#ring.activate(keyId, life)
    }
  }

  async #prepareTree(shard: Shard, now: Date): Promise<void> {
    const opensAt = periodAt(now).until.getTime()
    if (opensAt - now.getTime() > announcedAheadMs) return
    await this.prepare('checkpoint', siblingOf(shard, periodAfter(now).shard).origin)
  }

  async #destroy(shard: Shard, now: Date): Promise<void> {
    for (const key of await this.#ring.keys()) {
      const over = key.state === 'ending' && key.until !== null && key.until <= now.toISOString()
      const skipped = key.state === 'next' && key.log !== null && key.log <= shard.origin
      if ((!over && !skipped) || key.log === shard.origin) continue
      const since = this.#overSince.get(key.keyId) ?? performance.now()
      this.#overSince.set(key.keyId, since)
      if (performance.now() - since >= settlesMs) await this.#ring.destroy(key.keyId)
    }
  }

  /** The latest request for new keys that no keyset answers; null when there is none. Only signed ones count. */
  async #unanswered(): Promise<string | null> {
    const ledger = overClient(this.#client)
    const rows = await newestOfKind(ledger, 'key-rotation', requestsLookedAt)
    if (rows.length === 0) return null
    const [request] = await signedAmong(ledger, rows, this.#ring)
    if (!request) return null
    const said = await signedKeyset(ledger, this.#ring)
    return said?.keyset.asked === request.entry_id ? null : request.entry_id
  }

  async #firstNamed(keyId: string): Promise<string | null> {
    const views = (await rowsOfKind(overClient(this.#client), 'keyset')).map(viewOf)
    const first = views.find(({ predicate }) => (predicate as Keyset).keys.some((key) => key.keyId === keyId))
    return first?.header.occurredAt ?? null
  }

  /** Signing on with other keys than the log names would make entries that nobody can check. */
  async refuseForeign(shard: Shard): Promise<void> {
    const ledger = overClient(this.#client)
    if ((await newestOfKind(ledger, 'keyset', 1)).length === 0) return
    const said = await signedKeyset(ledger, this.#ring)
    const held = (await this.#ring.keys()).filter(({ state }) => state !== 'ended').map(({ keyId }) => keyId)
    const named = said?.keyset.keys.filter(({ purpose, until }) => purpose === 'entry' && !until) ?? []
    if (named.some(({ keyId }) => held.includes(keyId))) return
    throw new LedgerDamaged(
      `the keys in this data folder are not those that ${shard.origin} names: bring back the folder keys/signing that belongs to this database`,
    )
  }
}

/** Unsigned ones among them were not written by this product. */
const requestsLookedAt = 5

const currentOf = (keys: readonly RingKey[], purpose: string) =>
  keys.findLast((key) => key.purpose === purpose && key.state === 'current')

function isDue(key: RingKey | undefined, now: Date): boolean {
  return key?.since != null && now.getTime() - Date.parse(key.since) >= keyLivesMs
}
