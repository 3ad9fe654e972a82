import type { RunningVersion } from '#server/ports/delivery.ts'
import { type AttemptLog, attemptLog } from './counts/attempt-log.ts'
import { type Supervised, type SuperviseParts, supervise } from './versions/supervise.ts'
import { edgeLimits } from './vocabulary.ts'

/** All versions that run here, and what was counted about them. */
export interface Fleet {
  find(version: RunningVersion): Supervised | null
  all(): readonly Supervised[]
  add(version: RunningVersion, migrated: SuperviseParts['migrated']): Supervised
  /** Drains, stops and forgets a version. */
  remove(version: RunningVersion): Promise<void>
  attempts(service: string): AttemptLog
  stopAll(): Promise<void>
}

export function fleetOf(parts: Omit<SuperviseParts, 'migrated'>): Fleet {
  const versions = new Map<string, Supervised>()
  const stopping = new Map<string, Promise<void>>()
  const logs = new Map<string, AttemptLog>()

  const attempts = (service: string) => {
    const log = logs.get(service) ?? attemptLog(Date.now())
    logs.set(service, log)
    return log
  }
  const collect = (each: Supervised) => attempts(each.version.service).append(each.take(new Date().toISOString()))
  const timer = setInterval(() => versions.forEach(collect), edgeLimits.sliceMs - 10)

  function remove(version: RunningVersion): Promise<void> {
    const key = keyOf(version)
    const supervised = versions.get(key)
    if (!supervised) return Promise.resolve()
    const stopped = (stopping.get(key) ?? supervised.stop()).then(() => {
      collect(supervised)
      versions.delete(key)
      stopping.delete(key)
    })
    stopping.set(key, stopped)
    return stopped
  }

  return {
    find: (version) => versions.get(keyOf(version)) ?? null,
    all: () => [...versions.values()],
    add(version, migrated) {
      const supervised = supervise(version, { ...parts, migrated })
      versions.set(keyOf(version), supervised)
      return supervised
    },
    remove,
    attempts,
    async stopAll() {
      await Promise.all([...versions.values()].map((each) => remove(each.version)))
      clearInterval(timer)
    },
  }
}

function keyOf({ service, stage, artifactDigest }: RunningVersion): string {
  return `${service} ${stage} ${artifactDigest}`
}
