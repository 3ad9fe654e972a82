import type { RunningVersion } from '#server/ports/delivery.ts'
import type { Upstream } from '../upstream.ts'
import { firstHealthy } from './health.ts'
import { type Launched, type LaunchParts, lastLines, launch, NotStarted } from './launch.ts'

export interface Place {
  /** Where the version's sockets lie. */
  folder: string
  upstream: Upstream
  migrated: { done(): boolean; note(): Promise<void> }
}

/** From nothing to the first healthy answer. @throws NotStarted; nothing of it runs then. */
export async function bringUp(
  version: RunningVersion,
  { folder, upstream, migrated }: Place,
  parts: LaunchParts,
  signal: AbortSignal,
): Promise<Launched> {
  const up = await launch(version, folder, parts, migrated, signal)
  const ended = new AbortController()
  const exited = up.process.exited.finally(() => ended.abort())
  const healthy = firstHealthy(upstream, up.run.healthPath, AbortSignal.any([signal, ended.signal]))
  const outcome = await Promise.race([healthy, exited])
  if (outcome === 'healthy' && !signal.aborted) return up

  await up.process.stop(0)
  await up.dispose()
  if (signal.aborted) throw new NotStarted('stopped', 'It was stopped while it started.')
  if (outcome === 'late') throw new NotStarted('notHealthy', `${up.run.healthPath} did not answer 200 in time.`)
  const { exitCode, stderrTail } = await exited
  throw new NotStarted('exited', `It ended while it started (exit code ${exitCode}). ${lastLines(stderrTail)}`)
}
