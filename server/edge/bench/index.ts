import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import type { AttemptBatch, RunningVersion, ServiceRuntime, TrafficDriver } from '#server/ports/delivery.ts'
import { type EdgeOptions, startEdge } from '../edge.ts'
import { storeService } from './service.ts'
import { client, sleep, traffic } from './traffic.ts'

export interface EdgeFigures {
  rollback: {
    rounds: number
    /** From the first user on a version that fails every request until no request reaches it any more. */
    onsetToSwitchedMs: { median: number; worst: number }
    verdictToSwitchedMs: { median: number; worst: number }
    /** Failures that people saw while it was there, and requests that got no answer. */
    visibleErrors: number
    dropped: number
    requests: number
  }
  weightFlips: { flips: number; requests: number; dropped: number; visibleErrors: number }
  startMs: { median: number; worst: number }
}

export interface BenchParts extends Pick<EdgeOptions, 'artifacts' | 'sandbox' | 'databases'> {
  /** An empty folder with a short path; the caller removes it. */
  folder: string
  delivery(dataFolder: string): ServiceRuntime & TrafficDriver
  /** A judge for one trial: fed with slices, it says whether the canary is to be taken back. */
  judge(versions: { canary: string; stable: string }): (batches: readonly AttemptBatch[]) => boolean
  probesPerSecond: number
}

const looksEveryMs = 250
const usersPerSecond = 100

/** Measures the edge with real sandboxed services, as the rollout worker drives it. Takes about half a minute. */
export async function benchEdge(parts: BenchParts, { rounds = 8, flips = 40 } = {}): Promise<EdgeFigures> {
  const dataFolder = await mkdtemp(join(parts.folder, 'b-'))
  const edge = await startEdge({ ...parts, dataFolder, host: '127.0.0.1', port: 0, tell: () => {} })
  const delivery = parts.delivery(dataFolder)
  const store = (name: string, status: number) =>
    storeService(parts.artifacts, join(dataFolder, name), { name, status })
  const stable = await store('stable', 200)
  const failing = await store('failing', 500)
  const fine = await store('fine', 200)
  const setting = {
    ...parts,
    delivery,
    stable,
    web: client(),
    url: () => `http://127.0.0.1:${edge.port}/bench/x`,
    epoch: 0,
    starts: [],
  }
  await start(setting, stable)
  await point(setting, null, 0)
  const rollback = await measureRollbacks(setting, failing, rounds)
  const weightFlips = await measureFlips(setting, fine, flips)
  setting.web.close()
  await edge.stop()
  return { rollback, weightFlips, startMs: summary(setting.starts) }
}

interface Setting extends Pick<BenchParts, 'judge' | 'probesPerSecond'> {
  delivery: ServiceRuntime & TrafficDriver
  stable: string
  web: ReturnType<typeof client>
  url: () => string
  epoch: number
  starts: number[]
}

function production(artifactDigest: string): RunningVersion {
  return { service: 'bench', stage: 'production', artifactDigest }
}

async function start(setting: Setting, digest: string): Promise<void> {
  const began = performance.now()
  await setting.delivery.start(production(digest), setting.epoch, AbortSignal.timeout(60_000))
  setting.starts.push(performance.now() - began)
}

async function point(setting: Setting, canary: string | null, canaryWeight: number): Promise<void> {
  await setting.delivery.route('bench', { stable: setting.stable, canary, canaryWeight }, ++setting.epoch)
}

async function measureRollbacks(setting: Setting, failing: string, rounds: number): Promise<EdgeFigures['rollback']> {
  const load = traffic(setting.url, usersPerSecond, setting.web)
  const total: number[] = []
  const switching: number[] = []
  for (let round = 0; round < rounds; round++) {
    await start(setting, failing)
    const onset = performance.now()
    await point(setting, failing, 500)
    await setting.delivery.probe(production(failing), { paths: ['/'], perSecond: setting.probesPerSecond })
    const convicted = await watchUntilConvicted(setting, failing)
    await point(setting, null, 0)
    const switched = performance.now()
    total.push(switched - onset)
    switching.push(switched - convicted)
    await setting.delivery.stop(production(failing), setting.epoch)
  }
  const { sent, dropped, statuses } = await load.stop()
  return {
    rounds,
    onsetToSwitchedMs: summary(total),
    verdictToSwitchedMs: summary(switching),
    visibleErrors: sent - dropped - (statuses[200] ?? 0),
    dropped,
    requests: sent,
  }
}

/** What the rollout worker does: looks a few times a second. Resolves with the time of the verdict. */
async function watchUntilConvicted({ delivery, stable, judge }: Setting, canary: string): Promise<number> {
  const convicts = judge({ canary, stable })
  let { cursor } = await delivery.attempts('bench', Number.MAX_SAFE_INTEGER)
  for (;;) {
    await sleep(looksEveryMs)
    const news = await delivery.attempts('bench', cursor)
    cursor = news.cursor
    if (convicts(news.batches)) return performance.now()
  }
}

async function measureFlips(setting: Setting, fine: string, flips: number): Promise<EdgeFigures['weightFlips']> {
  await start(setting, fine)
  const load = traffic(setting.url, usersPerSecond, setting.web)
  for (let flip = 0; flip < flips; flip++) {
    await point(setting, fine, flip % 2 === 0 ? 5000 : 0)
    await sleep(75)
  }
  await point(setting, null, 0)
  const { sent, dropped, statuses } = await load.stop()
  return { flips, requests: sent, dropped, visibleErrors: sent - dropped - (statuses[200] ?? 0) }
}

function summary(values: number[]): { median: number; worst: number } {
  const sorted = values.toSorted((a, b) => a - b)
  const rounded = (value: number | undefined) => Math.round((value ?? 0) * 10) / 10
  return { median: rounded(sorted[Math.floor(sorted.length / 2)]), worst: rounded(sorted.at(-1)) }
}
