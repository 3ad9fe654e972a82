import { type Database, upkeep } from '#server/platform/db/index.ts'
import type { Permit } from '#server/platform/halt/permit.ts'
import { logger } from '#server/platform/logger.ts'
import { processName } from './process.ts'

const everyMs = 500

/** Says that this process lives, which halts it has acknowledged and how much work it has under way. */
export function reportPresence(database: Database, kind: string, permit: Permit): { stop(): Promise<void> } {
  const name = processName()
  const report = async () => {
    const data = {
      kind,
      pid: process.pid,
      haltEpoch: permit.epoch(),
      runningWork: permit.runningWork(),
      seenAt: new Date(),
    }
    await upkeep(database).presence.upsert({
      where: { process: name },
      create: { process: name, ...data },
      update: data,
    })
  }
  const timer = setInterval(() => {
    report().catch((error: unknown) => logger.warn('presence', { error }))
  }, everyMs)
  return {
    async stop() {
      clearInterval(timer)
      await upkeep(database).presence.deleteMany({ where: { process: name } })
    },
  }
}
