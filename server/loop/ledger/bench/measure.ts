import { setTimeout as pause } from 'node:timers/promises'
import type { KeyRing } from '#server/ports/key-ring.ts'
import { append } from '../append.ts'
import type { AppendContext, EntryDraft } from '../draft.ts'
import { connect, overClient } from '../sequencer/connection.ts'
import { runSequencer } from '../sequencer/run.ts'

export interface LedgerBench {
  /** One entry per transaction, 16 at a time: acknowledged durable. */
  appendsPerSecond: number
  /** A full queue into the tree, signed heads included. */
  sequencedPerSecond: number
  /** From the start of an append to its signed inclusion, at a steady rate. */
  inclusion: { offeredPerSecond: number; p50Ms: number; p99Ms: number }
  entries: number
}

export interface BenchOptions {
  seconds: number
  /** Appends offered per second while inclusion is measured. */
  rate?: number
  /** A throw-away migrated database: what is measured stays in it. */
  urls: { app: string; sequencer: string }
  signer: KeyRing
}

/** Measures the ledger's own path, without `governed`. */
export async function benchLedger({ seconds, rate = 1000, urls, signer }: BenchOptions): Promise<LedgerBench> {
  const context: AppendContext = {
    signer,
    actor: { kind: 'system', ref: 'bench' },
    occurredAt: new Date(),
    clockOffsetMs: 0,
    practice: false,
  }
  const clients = await Promise.all(Array.from({ length: 16 }, () => connect(urls.app)))
  const ledgers = clients.map(overClient)
  try {
    const appended = await appendAlone(ledgers, context, seconds)
    const sequenced = await drain(urls.sequencer, signer, appended)
    const inclusion = await include({ ledgers, context, url: urls.sequencer, signer, seconds, rate })
    return {
      appendsPerSecond: Math.round(appended / seconds),
      sequencedPerSecond: Math.round(sequenced),
      inclusion,
      entries: appended + inclusion.entries,
    }
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}

type Ledgers = readonly ReturnType<typeof overClient>[]

async function appendAlone(ledgers: Ledgers, context: AppendContext, seconds: number): Promise<number> {
  const end = performance.now() + seconds * 1000
  let appended = 0
  const one = async (ledger: Ledgers[number]) => {
    for (; performance.now() < end; appended++) await append(ledger, draft, context)
  }
  await Promise.all(ledgers.map(one))
  return appended
}

/** Entries per second from a full queue to an empty one. */
async function drain(url: string, signer: KeyRing, waiting: number): Promise<number> {
  const stop = new AbortController()
  let [began, moved, ms] = [0, 0, 0]
  const watch = {
    leading: () => {
      began = performance.now()
    },
    committed: (entries: number) => {
      moved += entries
      ms = performance.now() - began
      if (moved >= waiting) stop.abort()
    },
  }
  await runSequencer({ url, signer, memory: forgetful, watch }, stop.signal)
  return (moved * 1000) / ms
}

async function include(of: {
  ledgers: Ledgers
  context: AppendContext
  url: string
  signer: KeyRing
  seconds: number
  rate: number
}) {
  const { ledgers, context, url, signer, seconds, rate } = of
  const stop = new AbortController()
  const heads: { size: number; at: number }[] = []
  const started = new Map<string, number>()
  const committed = (_: number, size: number) => heads.push({ size, at: performance.now() })
  const sequencer = runSequencer({ url, signer, memory: forgetful, watch: { committed } }, stop.signal)
  await offer(seconds, rate, async (n) => {
    const at = performance.now()
    const { entryId } = await append(ledgers[n % ledgers.length] as Ledgers[number], draft, context)
    started.set(entryId, at)
  })
  await pause(500)
  stop.abort()
  await sequencer
  const waits = (await places(ledgers[0] as Ledgers[number], started)).map(({ entryId, idx }) => {
    const head = heads.find(({ size }) => size > idx)
    return (head?.at ?? Number.POSITIVE_INFINITY) - (started.get(entryId) ?? 0)
  })
  waits.sort((a, b) => a - b)
  return { offeredPerSecond: rate, p50Ms: quantile(waits, 0.5), p99Ms: quantile(waits, 0.99), entries: waits.length }
}

/** Keeps to the rate whether or not answers come back. */
async function offer(seconds: number, rate: number, work: (n: number) => Promise<void>): Promise<void> {
  const began = performance.now()
  const open = new Set<Promise<void>>()
  let sent = 0
  while (performance.now() - began < seconds * 1000) {
    for (const due = ((performance.now() - began) / 1000) * rate; sent < due; sent++) {
      const one: Promise<void> = work(sent).finally(() => open.delete(one))
      open.add(one)
    }
    await pause(2)
  }
  await Promise.all(open)
}

async function places(ledger: Ledgers[number], started: ReadonlyMap<string, number>) {
  const rows = await ledger.$queryRawUnsafe<{ entryId: string; idx: number }[]>(
    'select event_id::text as "entryId", idx::float8 as idx from ledger.leaf order by idx desc limit $1::int',
    started.size + 10,
  )
  const ours = rows.filter(({ entryId }) => started.has(entryId)).reverse()
  if (ours.length !== started.size) throw new Error(`${started.size - ours.length} entries did not reach the tree`)
  return ours
}

const quantile = (sorted: readonly number[], q: number) =>
  Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN) * 10) / 10

const forgetful = { read: async () => null, write: async () => undefined }

const draft: EntryDraft = {
  kind: 'clock',
  changeId: null,
  runId: null,
  riskTier: null,
  subjects: [{ name: 'bench', sha256: '00'.repeat(32) }],
  materials: [],
  predicate: { fromOffsetMs: 0, toOffsetMs: 0 },
}
