import { join } from 'node:path'
import { env } from '#server/platform/env.ts'
import { logger } from '#server/platform/logger.ts'
import { databaseUrl } from '#server/platform/postgres/index.ts'
import { processRegistry, startStatusServer } from '#server/platform/status.ts'
import type { Cosigner } from '#server/ports/cosigner.ts'
import type { KeyEncryption } from '#server/ports/key-encryption.ts'
import type { KeyRing } from '#server/ports/key-ring.ts'
import type { WitnessWire } from '#server/ports/witnesses.ts'
import { countersigning, witnessSettings } from '../witness/index.ts'
import { sequencerFigures } from './figures.ts'
import { watchKeeper } from './keeper.ts'
import { headFiles } from './memory.ts'
import { runSequencer, type Watcher } from './run.ts'

interface Outside {
  signer: KeyRing
  keyEncryption: KeyEncryption
  cosigner: Cosigner
  wire: WitnessWire
}

/** The sequencer as a process: runs until SIGTERM or SIGINT, finishes the batch it is in, and ends. */
export async function sequencerProcess({ signer, keyEncryption, cosigner, wire }: Outside): Promise<void> {
  const { DOMINION_DATA, HEALTH_PORT, LEDGER_WITNESSES, LEDGER_WITNESS_QUORUM } = env()
  const settings = witnessSettings(LEDGER_WITNESSES, LEDGER_WITNESS_QUORUM)
  const stop = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort())
  const registry = processRegistry()
  const figures = sequencerFigures(registry)
  const keeper = watchKeeper(keyEncryption, stop.signal)
  const health = () => ({ ...figures.health(), ...keeper() })
  const status = await startStatusServer({ name: 'sequencer', port: HEALTH_PORT, health, registry })
  logger.info('sequencer.started', { port: status.port })
  const memory = headFiles(join(DOMINION_DATA, 'ledger'))
  const watch = { ...figures, ...logged(figures) }
  const url = databaseUrl('sequencer')
  const policyFile = join(DOMINION_DATA, 'ledger', 'policy')
  const others = countersigning({ url, settings, wire, cosigner, signer, policyFile, watch: figures })
  await runSequencer({ url, signer, memory, countersigning: others, watch }, stop.signal)
  await status.close()
}

function logged(figures: Watcher): Watcher {
  return {
    leading(origin, size) {
      logger.info('sequencer.leading', { origin, size })
      figures.leading?.(origin, size)
    },
    rolled(origin, size) {
      logger.info('sequencer.rolled', { origin, size })
      figures.rolled?.(origin, size)
    },
    failed(error) {
      logger.error('sequencer.failed', { error })
      figures.failed?.(error)
    },
  }
}
