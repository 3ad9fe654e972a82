import { join } from 'node:path'
import { fileSigner } from '#server/adapters/signer/index.ts'
import { env } from '#server/platform/env.ts'
import { sequencerProcess } from '../sequencer/process.ts'

/** The sequencer's process with the keys of a test's own folder. */
await sequencerProcess(fileSigner(join(env().DOMINION_DATA, 'keys')))
