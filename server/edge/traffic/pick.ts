import type { TrafficRoute } from '#server/ports/delivery.ts'
import type { Supervised } from '../versions/supervise.ts'
import type { Slot } from '../vocabulary.ts'
import { bucketOf } from './bucket.ts'

export interface Choice {
  version: Supervised
  slot: Slot
  /** Where a harmless request may be tried again. */
  fallback: Supervised | null
}

/** Which version answers this principal. Null: the one that should is not up. */
export function pick(
  route: TrafficRoute,
  principal: string,
  find: (digest: string) => Supervised | null,
): Choice | null {
  const stable = running(route.stable, find)
  const canary = running(route.canary, find)
  const takesCanary = route.canary !== null && bucketOf(principal, route.canary) < route.canaryWeight
  if (takesCanary && canary?.healthy()) return { version: canary, slot: 'canary', fallback: stable }
  if (stable) return { version: stable, slot: 'stable', fallback: null }
  return takesCanary && canary ? { version: canary, slot: 'canary', fallback: null } : null
}

function running(digest: string | null, find: (digest: string) => Supervised | null): Supervised | null {
  const version = digest === null ? null : find(digest)
  return version?.ready() ? version : null
}
