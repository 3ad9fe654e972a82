import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { assess, beginEvidence, decide } from '#server/loop/autonomy/rollout/evidence/index.ts'
import { evidenceFloorPerSecond, triggers } from '#server/loop/autonomy/thresholds.ts'
import type { RunningVersion, ServiceRuntime, TrafficDriver } from '#server/ports/delivery.ts'
import { type EdgeOptions, startEdge } from './edge.ts'
import { buildService } from './testing/behaviour.ts'
import { client, sleep, traffic } from './testing/client.ts'

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
}

const looksEveryMs = 250
const usersPerSecond = 100

/** Measures the edge with real sandboxed services, as the rollout worker drives it. Takes about half a minute. */
export async function benchEdge(parts: BenchParts, { rounds = 8, flips = 40 } = {}): Promise<EdgeFigures> {
  const dataFolder = await mkdtemp(join(parts.folder, 'b-'))
  const edge = await startEdge({ ...parts, dataFolder, host: '127.0.0.1', port: 0, tell: () => {} })
  const delivery = parts.delivery(dataFolder)
  const build = (behaviour: object) =>
    buildService(parts.artifacts, join(dataFolder, JSON.stringify(behaviour)), behaviour)
  const stable = await build({ name: 'stable' })
  const failing = await build({ name: 'failing', errorShare: 1 })
  const fine = await build({ name: 'fine' })
  const setting = {
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

interface Setting {
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
    await setting.delivery.probe(production(failing), { paths: ['/'], perSecond: evidenceFloorPerSecond })
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
async function watchUntilConvicted({ delivery, stable }: Setting, canary: string): Promise<number> {
  let evidence = beginEvidence({ canary, stable })
  let { cursor } = await delivery.attempts('bench', Number.MAX_SAFE_INTEGER)
  for (;;) {
    await sleep(looksEveryMs)
    const news = await delivery.attempts('bench', cursor)
    cursor = news.cursor
    evidence = news.batches.reduce((state, batch) => assess(state, batch, triggers), evidence)
    if (decide(evidence, triggers).verdict === 'rollBack') return performance.now()
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
