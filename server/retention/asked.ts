import type { Act } from '#server/governed.ts'
import type { PersonActor } from '#server/identity/index.ts'
import type { Database, Transaction } from '#server/platform/db/index.ts'
import { Failure } from '#server/platform/errors.ts'
import { shardFacts } from './shards/store.ts'
import { personFacts } from './store.ts'
import type { Against } from './vocabulary.ts'

/** What stands against removing this, now. */
export function against(from: Transaction | Database, kind: string, target: string): Promise<Against> {
  return kind === 'person' ? personFacts(from, target) : shardFacts(from, target)
}

export function personOf({ actor }: Act): PersonActor {
  if (actor.kind === 'person') return actor
  throw new Failure('forbidden', 'agentsNever', 'Only a person signed in may decide.')
}
