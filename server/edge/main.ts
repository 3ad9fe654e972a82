import { compose } from '#server/composition.ts'
import { env } from '#server/platform/env.ts'
import { Failure } from '#server/platform/errors.ts'
import { logger } from '#server/platform/logger.ts'
import { startStatusServer } from '#server/platform/status.ts'
import { type Edge, startEdge } from './edge.ts'

/** The edge process: users come in here, versions of services run below it. */
async function main(): Promise<void> {
  const { DOMINION_DATA, HOST, EDGE_PORT, HEALTH_PORT } = env()
  const { artifacts, sandbox, databases } = compose()
  const edge = await startEdge({
    host: HOST,
    port: EDGE_PORT,
    dataFolder: DOMINION_DATA,
    artifacts,
    sandbox,
    databases,
    tell: (event, facts) => logger.warn(event, facts),
  })
  // A version that is down is the judge's business: the edge itself is well as long as it answers.
  const health = () => ({ ok: true, port: edge.port, ...edge.health() })
  const status = await startStatusServer({ name: 'edge', port: HEALTH_PORT, health, registry: edge.metrics })
  logger.info('edge ready', { port: edge.port })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => end(edge, status))
}

async function end(edge: Edge, status: { close(): Promise<void> }): Promise<void> {
  await edge.stop()
  await status.close()
  process.exit(0)
}

/** What went wrong, in one line with its remedy where it is a known kind. */
function sentenceOf(error: unknown): string {
  if (error instanceof Failure) return error.message
  const { code, message, port } = error as NodeJS.ErrnoException & { port?: number }
  const setting = port === env().HEALTH_PORT ? 'HEALTH_PORT' : 'EDGE_PORT'
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Set ${setting} to a free one.`
  return message
}

main().catch((error: unknown) => {
  logger.error('edge not started', { error })
  process.stderr.write(`${sentenceOf(error)}\n`)
  process.exit(1)
})
