import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { RunningVersion } from '#server/ports/delivery.ts'
import type { Fleet } from './fleet.ts'
import type { CountedAttempt } from './versions/supervise.ts'

/** The edge's figures. Labels are services, stages and slots; never a person, a digest or a change. */
export interface EdgeMetrics {
  attempted(version: RunningVersion, attempt: CountedAttempt): void
  retried(service: string): void
  watch(fleet: Fleet): void
}

export function edgeMetrics(registry: Registry): EdgeMetrics {
  const registers = [registry]
  const attempts = new Counter({
    name: 'dominion_edge_attempts_total',
    help: 'Requests passed to a version, before any retry.',
    labelNames: ['service', 'stage', 'slot', 'source', 'code'],
    registers,
  })
  const latency = new Histogram({
    name: 'dominion_edge_attempt_seconds',
    help: 'Time until a version answered.',
    labelNames: ['service', 'slot', 'source'],
    buckets: [0.005, 0.02, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  })
  const retries = new Counter({
    name: 'dominion_edge_shield_retries_total',
    help: 'Attempts that failed on the canary and were made again on the stable version.',
    labelNames: ['service'],
    registers,
  })
  return {
    attempted({ service, stage }, { source, slot, status, failed, ms }) {
      attempts.inc({ service, stage, slot, source, code: status === 0 ? 'none' : `${Math.floor(status / 100)}xx` })
      if (!failed || status !== 0) latency.observe({ service, slot, source }, ms / 1000)
    },
    retried: (service) => retries.inc({ service }),
    watch(fleet) {
      versionGauges(fleet, registers)
    },
  }
}

function versionGauges(fleet: Fleet, registers: Registry[]): void {
  const labelNames = ['service', 'stage'] as const
  const gauge = (name: string, help: string, value: (each: { healthy: boolean; restarts: number }) => number) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers,
      collect() {
        this.reset()
        for (const { version, status } of fleet.all()) {
          this.inc({ service: version.service, stage: version.stage }, value(status()))
        }
      },
    })
  gauge('dominion_edge_versions', 'Versions that should run.', () => 1)
  gauge('dominion_edge_versions_healthy', 'Versions that answer their health check.', ({ healthy }) => Number(healthy))
  gauge('dominion_edge_restarts', 'Restarts of the versions that run now.', ({ restarts }) => restarts)
}
