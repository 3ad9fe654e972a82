import type { KeyRing } from '#server/ports/key-ring.ts'
import { append } from '../append.ts'
import type { AppendContext } from '../draft.ts'
import { connect, overClient } from '../sequencer/connection.ts'
import { runSequencer } from '../sequencer/run.ts'
import { type BenchWitnesses, draft, forgetful, include, type Ledgers } from './include.ts'
import { type ProofSizes, proofSizes } from './proof-size.ts'

export interface LedgerBench {
  /** One entry per transaction, 16 at a time: acknowledged durable. */
  appendsPerSecond: number
  /** A full queue into the tree, signed heads included. */
  sequencedPerSecond: number
  /** From the start of an append to its signed inclusion, at a steady rate. */
  inclusion: { offeredPerSecond: number; p50Ms: number; p99Ms: number }
  /** The same to the moment two of three witnesses have countersigned a head above it; null without witnesses. */
  witnessed: { p50Ms: number; p99Ms: number; p95Ms: number } | null
  proof: ProofSizes
  entries: number
}

export interface BenchOptions {
  seconds: number
  /** Appends offered per second while inclusion is measured. */
  rate?: number
  /** A throw-away migrated database: what is measured stays in it. */
  urls: { app: string; sequencer: string }
  signer: KeyRing
  /** Who countersigns while inclusion is measured: nobody when left out. */
  witnesses?: BenchWitnesses
}

/** Measures the ledger's own path, without `governed`. */
export async function benchLedger({
  seconds,
  rate = 1000,
  urls,
  signer,
  witnesses,
}: BenchOptions): Promise<LedgerBench> {
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
    const { inclusion, witnessed, last } = await include({
      ledgers,
      context,
      signer,
      url: urls.sequencer,
      seconds,
      rate,
      witnesses,
    })
    return {
      appendsPerSecond: Math.round(appended / seconds),
      sequencedPerSecond: Math.round(sequenced),
      inclusion,
      witnessed,
      proof: await proofSizes(ledgers[0] as Ledgers[number], last),
      entries: appended + inclusion.entries,
    }
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}

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
