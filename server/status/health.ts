import { database } from '#server/platform/db/index.ts'
import { logger } from '#server/platform/logger.ts'
import type { Health } from '#server/platform/status.ts'
import { databaseAnswers } from './store.ts'

/** The portal is well when it can read its database. */
export async function portalHealth(): Promise<Health> {
  const startedAt = performance.now()
  try {
    await databaseAnswers(database())
    return { ok: true, process: 'web', databaseMs: Math.round(performance.now() - startedAt) }
  } catch (error) {
    logger.warn('health.database', { error })
    return { ok: false, process: 'web', database: 'unreachable' }
  }
}
