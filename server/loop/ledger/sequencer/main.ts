import { join } from 'node:path'
import { fileSigner } from '#server/adapters/signer/index.ts'
import { env } from '#server/platform/env.ts'
import { sequencerProcess } from './process.ts'

/** Entry of the sequencer's process. It picks its one adapter itself, so that it loads nothing else. */
await sequencerProcess(fileSigner(join(env().DOMINION_DATA, 'keys')))
