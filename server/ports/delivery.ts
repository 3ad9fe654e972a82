/** Parts of ten thousand: 50 is 0.5 %. */
export type PartsOf10k = number
/** Grows with every decision about one service; a late command carrying an older epoch is refused at the target. */
export type Epoch = number

export interface RunningVersion {
  service: string
  stage: 'sandbox' | 'production'
  /** `sha256:…` of the artifact's manifest, verified again at every start. */
  artifactDigest: string
}

/** Starts and stops versions of services. A version is ready once its health endpoint answers 200. */
export interface ServiceRuntime {
  /** True for a twin that only follows a script and runs nothing; pages and ledger entries say so. */
  readonly scripted: boolean
  start(version: RunningVersion, epoch: Epoch, signal: AbortSignal): Promise<void>
  /** Lets requests in flight finish (at most 10 s), then ends it. */
  stop(version: RunningVersion, epoch: Epoch): Promise<void>
  running(): Promise<readonly (RunningVersion & { healthy: boolean; startedAt: string; restarts: number })[]>
}

/** Splits live traffic between two running versions of one service. Weights are parts of 10,000. */
export interface TrafficDriver {
  /** True for a twin that carries no real traffic; pages and ledger entries say so. */
  readonly scripted: boolean
  /** Which version is stable and which, if any, is the canary. Takes effect for every request accepted after it resolves; drops none. */
  route(service: string, route: TrafficRoute, epoch: Epoch): Promise<void>
  current(service: string): Promise<(TrafficRoute & { epoch: Epoch }) | null>
  /** Counts since `cursor`, per attempt and before any retry. Never estimates: no data is `[]`. */
  attempts(service: string, cursor: number): Promise<{ cursor: number; batches: readonly AttemptBatch[] }>
  /** Sends contract probes straight to one version; they are counted apart from users. */
  probe(version: RunningVersion, plan: ProbePlan): Promise<void>
}

export interface TrafficRoute {
  stable: string | null
  canary: string | null
  canaryWeight: PartsOf10k
}

export interface ProbePlan {
  /** Safe GET paths from the design's OpenAPI document. Empty stops probing. */
  paths: readonly string[]
  perSecond: number
}

/** One version's request attempts in one slice of time (at most 250 ms). */
export interface AttemptBatch {
  artifactDigest: string
  stage: 'sandbox' | 'production'
  source: 'live' | 'probe'
  attempts: number
  /** Answers of 500 and above, resets and refused connections. */
  failures: number
  /** How many of `failures` repeat a failure of the same principal within 10 s; they share a cause and count as one trial. */
  repeatedFailures?: number
  /** Attempts slower than the latency limit (500 ms). */
  slow: number
  /** Milliseconds, for showing a p95; at most 64 logarithmic buckets `[upperBoundMs, count]`. */
  latency: readonly (readonly [upperBoundMs: number, count: number])[]
  healthFailuresInARow: number
  exited: boolean
  at: string
}
