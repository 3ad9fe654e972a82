import { join } from 'node:path'
import { chosenKeyEncryption } from '#server/adapters/key-encryption/index.ts'
import { fileSigner } from '#server/adapters/signer/index.ts'
import { env } from '#server/platform/env.ts'
import { sequencerProcess } from './process.ts'

/** Entry of the sequencer's process. It picks its adapters itself, so that it loads nothing else. */
const keyEncryption = chosenKeyEncryption(env())
await sequencerProcess(fileSigner(join(env().DOMINION_DATA, 'keys'), keyEncryption), keyEncryption)
