import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { Signer } from '#server/ports/signer.ts'
import { append } from '../append.ts'
import {
  canonicalize,
  formatVerifierKey,
  keyIdOf,
  type NoteKey,
  noteKey,
  rawFromSpki,
  sha256,
  toBase64,
  toHex,
  utf8,
} from '../format/index.ts'
import type { Keyset } from '../predicates/delivering.ts'
import { viewOf } from '../read.ts'
import { rowsOfKind } from '../store.ts'
import { overClient, transaction } from './connection.ts'
import type { Countersigning } from './countersigning.ts'

export interface Shard {
  shard: string
  origin: string
  /** Signs this shard's checkpoints. */
  key: NoteKey
}

const sequencer = { kind: 'system', ref: 'sequencer' } as const

/** The shard that is open; the first one is opened here, with an entry that says so. */
export async function openShard(client: pg.Client, signer: Signer, countersigning?: Countersigning): Promise<Shard> {
  const { rows } = await client.query('select shard, origin from ledger.shard order by opened_at desc limit 1')
  const known = rows[0] ?? (await firstShard(client, signer))
  const shard = await withKey(known, signer)
  await announceKeys(client, signer, shard, (await countersigning?.named(shard.key)) ?? {})
  return shard
}

async function withKey({ shard, origin }: { shard: string; origin: string }, signer: Signer): Promise<Shard> {
  return { shard, origin, key: noteKey(origin, rawFromSpki((await signer.publicKey('checkpoint')).spki)) }
}

/** An origin is never used twice, not even by two instances with the same key. */
async function firstShard(client: pg.Client, signer: Signer) {
  return await transaction(client, async () => {
    const { rows } = await client.query<{ shard: string; origin: string }>(
      `insert into ledger.shard (shard, origin)
       select quarter, $1 || '.dominion.invalid/default/' || quarter from to_char(now() at time zone 'utc', 'YYYY"q"Q') quarter
       returning shard, origin`,
      [randomBytes(6).toString('hex')],
    )
    const opened = await withKey(rows[0] as { shard: string; origin: string }, signer)
    const { shard, origin } = opened
    const predicate = { shard, origin, checkpointKey: formatVerifierKey(opened.key), previous: null }
    await say(client, signer, { kind: 'shard-genesis', predicate }, origin)
    return { shard, origin }
  })
}

/** Every key that signs is in the log itself, under the keys before it. */
async function announceKeys(
  client: pg.Client,
  signer: Signer,
  { shard, origin, key }: Shard,
  cosigners: Pick<Keyset, 'witnessPolicy' | 'cosignerKey'>,
): Promise<void> {
  const keys = await Promise.all(
    (['entry', 'checkpoint', 'commit'] as const).map((purpose) => describe(signer, purpose)),
  )
  const predicate: Keyset = { shard, origin, checkpointKey: formatVerifierKey(key), keys, ...cosigners }
  const said = (await rowsOfKind(overClient(client), 'keyset')).at(-1)
  if (said && canonicalize(viewOf(said).predicate) === canonicalize(predicate)) return
  await say(client, signer, { kind: 'keyset', predicate }, 'keyset')
}

async function describe(signer: Signer, purpose: 'entry' | 'checkpoint' | 'commit') {
  const { spki } = await signer.publicKey(purpose)
  return { purpose, keyId: keyIdOf(spki), algorithm: 'ed25519' as const, spki: toBase64(spki) }
}

async function say(
  client: pg.Client,
  signer: Signer,
  what:
    | { kind: 'shard-genesis'; predicate: { shard: string; origin: string; checkpointKey: string; previous: null } }
    | { kind: 'keyset'; predicate: Keyset },
  subject: string,
): Promise<void> {
  const { rows } = await client.query<{ now: Date; offset: number }>(
    'select app_now() as now, offset_ms::float8 as offset from public.clock',
  )
  const { now: occurredAt, offset: clockOffsetMs } = rows[0] ?? { now: new Date(), offset: 0 }
  const subjects = [{ name: subject, sha256: toHex(sha256(utf8(canonicalize(what.predicate)))) }]
  const frame = { changeId: null, runId: null, riskTier: null, materials: [], subjects }
  await append(
    overClient(client),
    { ...frame, ...what },
    { signer, actor: sequencer, occurredAt, clockOffsetMs, practice: false },
  )
}
