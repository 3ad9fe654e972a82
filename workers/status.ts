import { Gauge } from 'prom-client'
import { env } from '#server/platform/env.ts'
import type { Permit } from '#server/platform/halt/permit.ts'
import { processRegistry, type StatusServer, startStatusServer } from '#server/platform/status.ts'

/** `/api/health` and `/api/metrics` of the worker: is its permit fresh, and how much is under way. */
export async function serveStatus(permit: Permit, anchors: () => Record<string, string | null>): Promise<StatusServer> {
  const registry = processRegistry()
  const underWay = new Gauge({
    name: 'dominion_running_work',
    help: 'Effects outside the database that are under way in this process.',
    registers: [registry],
    collect() {
      this.set(permit.runningWork())
    },
  })
  underWay.set(0)
  const fresh = () => {
    try {
      permit.assert({ service: null, humanMade: true })
      return true
    } catch {
      return false
    }
  }
  const health = () => ({
    ok: fresh(),
    runningWork: permit.runningWork(),
    haltEpoch: String(permit.epoch()),
    ...anchors(),
  })
  return await startStatusServer({ name: 'worker', port: env().HEALTH_PORT, health, registry })
}
