import { Gauge, type Registry } from 'prom-client'
import { processRegistry } from '#server/platform/status.ts'

/** One registry a process, however often the module is loaded. */
const held = globalThis as { dominionRegistry?: Registry }
held.dominionRegistry ??= processRegistry()

export const registry = held.dominionRegistry

export const liveReaders =
  (registry.getSingleMetric('dominion_live_readers') as Gauge | undefined) ??
  new Gauge({ name: 'dominion_live_readers', help: 'Open streams of what happens', registers: [registry] })
