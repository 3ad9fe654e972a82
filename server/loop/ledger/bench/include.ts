import { setTimeout as pause } from 'node:timers/promises'
import type { Cosigner } from '#server/ports/cosigner.ts'
import type { KeyRing } from '#server/ports/key-ring.ts'
import type { WitnessWire } from '#server/ports/witnesses.ts'
import { append } from '../append.ts'
import type { AppendContext, EntryDraft } from '../draft.ts'
import type { overClient } from '../sequencer/connection.ts'
import { runSequencer } from '../sequencer/run.ts'
import { countersigning, witnessSettings } from '../witness/index.ts'

export type Ledgers = readonly ReturnType<typeof overClient>[]

export interface BenchWitnesses {
  /** As `LEDGER_WITNESSES` takes them. */
  list: string
  /** Where they read which log is theirs. */
  policyFile: string
  wire: WitnessWire
  cosigner: Cosigner
}

interface Including {
  ledgers: Ledgers
  signer: KeyRing
  context: AppendContext
  url: string
  seconds: number
  rate: number
  witnesses: BenchWitnesses | undefined
}

/** Appends at a steady rate, and how long each waits for its head. */
export async function include(of: Including) {
  const { ledgers, context, seconds, rate } = of
  const stop = new AbortController()
  const heads: Reached[] = []
  const witnessed: Reached[] = []
  const started = new Map<string, number>()
  const sequencer = runSequencer(sequencing(of, heads, witnessed), stop.signal)
  let last = ''
  await offer(seconds, rate, async (n) => {
    const at = performance.now()
    const { entryId } = await append(ledgers[n % ledgers.length] as Ledgers[number], draft, context)
    started.set(entryId, at)
    last = entryId
  })
  await pause(of.witnesses ? settleMs : 500)
  stop.abort()
  await sequencer
  const entries = await places(ledgers[0] as Ledgers[number], started)
  const inclusion = waits(entries, started, heads)
  const { p50Ms, p99Ms } = inclusion
  return {
    inclusion: { offeredPerSecond: rate, p50Ms, p99Ms, entries: entries.length },
    witnessed: of.witnesses ? waits(entries, started, witnessed) : null,
    last,
  }
}

/** Witnesses have countersigned the last head by then. */
const settleMs = 2_000

/** A head, and when it was there. */
interface Reached {
  size: number
  at: number
}

function sequencing({ signer, url, witnesses }: Including, heads: Reached[], witnessed: Reached[]) {
  const now = (size: number) => ({ size, at: performance.now() })
  const watch = { committed: (_: number, size: number) => void heads.push(now(size)) }
  if (!witnesses) return { url, signer, memory: forgetful, watch }
  const { list, ...outside } = witnesses
  const settings = witnessSettings(list, undefined)
  const told = { witnessed: (size: number) => void witnessed.push(now(size)) }
  return {
    url,
    signer,
    memory: forgetful,
    watch,
    countersigning: countersigning({ url, signer, settings, ...outside, watch: told }),
  }
}

/** From the start of each append to the first head above it. */
function waits(
  entries: readonly { entryId: string; idx: number }[],
  started: ReadonlyMap<string, number>,
  heads: readonly Reached[],
) {
  let at = 0
  const all = entries.map(({ entryId, idx }) => {
    while ((heads[at]?.size ?? Number.POSITIVE_INFINITY) <= idx) at++
    return (heads[at]?.at ?? Number.POSITIVE_INFINITY) - (started.get(entryId) ?? 0)
  })
  all.sort((a, b) => a - b)
  return { p50Ms: quantile(all, 0.5), p95Ms: quantile(all, 0.95), p99Ms: quantile(all, 0.99) }
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

export const forgetful = { read: async () => null, write: async () => undefined }

export const draft: EntryDraft = {
  kind: 'clock',
  changeId: null,
  runId: null,
  riskTier: null,
  subjects: [{ name: 'bench', sha256: '00'.repeat(32) }],
  materials: [],
  predicate: { fromOffsetMs: 0, toOffsetMs: 0 },
}
