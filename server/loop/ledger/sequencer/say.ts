import type pg from 'pg'
import type { Signer } from '#server/ports/signer.ts'
import { append } from '../append.ts'
import { canonicalize, sha256, toHex, utf8 } from '../format/index.ts'
import type { Keyset } from '../predicates/delivering.ts'
import type { Predicate } from '../schemas.ts'
import { overClient } from './connection.ts'

/** What the ledger says of itself: the only entries that the sequencer writes. */
export type OwnWord =
  | { kind: 'shard-genesis'; predicate: Predicate<'shard-genesis'> }
  | { kind: 'keyset'; predicate: Keyset }

const sequencer = { kind: 'system', ref: 'sequencer' } as const

/** Business time, and how far it is ahead. */
export async function businessTime(client: pg.Client): Promise<{ now: Date; offsetMs: number }> {
  const { rows } = await client.query<{ now: Date; offset: number }>({
    name: 'ledger-time',
    text: 'select app_now() as now, offset_ms::float8 as offset from public.clock',
  })
  const { now, offset: offsetMs } = rows[0] ?? { now: new Date(), offset: 0 }
  return { now, offsetMs }
}

/** @returns the entry's id */
export async function say(client: pg.Client, signer: Signer, what: OwnWord, subject: string): Promise<string> {
  const { now: occurredAt, offsetMs: clockOffsetMs } = await businessTime(client)
  const subjects = [{ name: subject, sha256: toHex(sha256(utf8(canonicalize(what.predicate)))) }]
  const frame = { changeId: null, runId: null, riskTier: null, materials: [], subjects }
  const context = { signer, actor: sequencer, occurredAt, clockOffsetMs, practice: false }
  const { entryId } = await append(overClient(client), { ...frame, ...what }, context)
  return entryId
}
