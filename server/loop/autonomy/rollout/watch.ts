import { setTimeout as pause } from 'node:timers/promises'
import { database } from '#server/platform/db/index.ts'
import type { Permit } from '#server/platform/halt/permit.ts'
import { logger } from '#server/platform/logger.ts'
import { lookAt } from './look.ts'
import type { Observation } from './observation.ts'
import { releases } from './store.ts'

const lookEveryMs = 250

/** Looks at every service a few times a second until stopped. One service's trouble never keeps another from being watched. */
export function watchRollouts(permit: Permit): { stop(): Promise<void> } {
  const stopped = new AbortController()
  const observations = new Map<string, Observation>()
  const round = async () => {
    const services = await releases(database())
    await Promise.all(
      services.map(async ({ service }) => {
        try {
          await lookAt(service, { observations, permit, signal: stopped.signal })
        } catch (error) {
          logger.warn('rollout watch', { service, error })
        }
      }),
    )
  }
  const run = async () => {
    while (!stopped.signal.aborted) {
      try {
        await round()
      } catch (error) {
        logger.warn('rollout watch', { error })
      }
      await pause(lookEveryMs)
    }
  }
  const running = run()
  return {
    async stop() {
      stopped.abort()
      await running
    },
  }
}
