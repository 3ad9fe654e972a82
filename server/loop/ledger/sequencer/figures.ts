import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { Health } from '#server/platform/status.ts'
import type { WitnessWatch } from '../witness/index.ts'
import type { Watcher } from './run.ts'

/** What the sequencer says of itself on `/api/health` and `/api/metrics`. */
export function sequencerFigures(registry: Registry): Watcher & Required<WitnessWatch> & { health(): Health } {
  const registers = [registry]
  const entries = new Counter({ name: 'ledger_entries_sequenced_total', help: 'Entries put into the tree', registers })
  const size = new Gauge({ name: 'ledger_tree_size', help: 'Entries in the tree', registers })
  const leading = new Gauge({ name: 'ledger_leading', help: '1 while this process signs', registers })
  const failures = new Counter({
    name: 'ledger_sequencer_failures_total',
    help: 'Sessions ended by an error',
    registers,
  })
  const seconds = new Histogram({
    name: 'ledger_batch_seconds',
    help: 'One group commit',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5],
    registers,
  })
  const witnessing = witnessFigures(registers)
  let state: Health = { ok: true, state: 'starting', origin: null, size: 0, failure: null }
  return {
    ...witnessing,
    health: () => ({ ...state, ...witnessing.facts() }),
    leading(origin, treeSize) {
      state = { ok: true, state: 'leading', origin, size: treeSize, failure: null }
      leading.set(1)
      size.set(treeSize)
    },
    standingBy() {
      state = { ok: true, state: 'standing by', origin: null, size: 0, failure: null }
      leading.set(0)
    },
    committed(count, treeSize, ms) {
      state = { ...state, size: treeSize }
      entries.inc(count)
      size.set(treeSize)
      seconds.observe(ms / 1000)
    },
    keysLate(why) {
      state = { ...state, keysLate: why }
    },
    rolled(origin, treeSize) {
      state = { ...state, origin, size: treeSize }
      size.set(treeSize)
    },
    failed(error) {
      state = {
        ...state,
        ok: false,
        state: 'not signing',
        failure: error instanceof Error ? error.message : String(error),
      }
      leading.set(0)
      failures.inc()
    },
  }
}

/** Facts, not verdicts: a log goes on signing while its witnesses do not answer. */
function witnessFigures(registers: Registry[]): Required<WitnessWatch> & { facts(): Omit<Health, 'ok'> } {
  const size = new Gauge({ name: 'ledger_witnessed_size', help: 'Entries below the newest witnessed head', registers })
  const seconds = new Histogram({
    name: 'ledger_witness_seconds',
    help: 'From asking the witnesses to enough cosignatures',
    buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5],
    registers,
  })
  const answers = new Map<string, string | null>()
  let [witnessed, stopped]: [number, string | null] = [0, null]
  return {
    witnessed(now, _, ms) {
      ;[witnessed, stopped] = [now, null]
      size.set(now)
      seconds.observe(ms / 1000)
    },
    answered: (name, fault) => answers.set(name, fault),
    stopped(error) {
      stopped = error instanceof Error ? error.message : String(error)
    },
    facts() {
      const faults = [...answers].flatMap(([name, fault]) => (fault === null ? [] : [`${name}: ${fault}`]))
      const told = stopped === null ? faults : [...faults, stopped]
      return {
        witnessed,
        witnesses: `${answers.size - faults.length} of ${answers.size} countersign`,
        witnessFaults: told.length === 0 ? null : told.join('; '),
      }
    },
  }
}
