import { databaseUrl } from '#server/platform/postgres/index.ts'
import { ports } from '#server/ports/wired.ts'
import { runAnchoring } from './run.ts'
import { type AnchorStanding, anchorStanding } from './standing.ts'

/** Anchors the log from this process for as long as the signal lets it, beside whatever else it does. */
export function keepAnchors(signal: AbortSignal): Pick<AnchorStanding, 'facts'> & { ended: Promise<void> } {
  const watch = anchorStanding()
  return { facts: watch.facts, ended: keep(watch, signal) }
}

/** A configuration that cannot be used is told in health; the rest of the process goes on. */
async function keep(watch: AnchorStanding, signal: AbortSignal): Promise<void> {
  try {
    const { anchors, timestamps: authority } = ports()
    await runAnchoring({ url: databaseUrl('app'), anchors, authority, watch }, signal)
  } catch (error) {
    watch.failed?.(error)
  }
}
