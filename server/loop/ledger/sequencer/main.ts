import { join } from 'node:path'
import { chosenKeyEncryption } from '#server/adapters/key-encryption/index.ts'
import { fileCosigner, fileSigner } from '#server/adapters/signer/index.ts'
import { httpWitnesses } from '#server/adapters/witnesses/index.ts'
import { env } from '#server/platform/env.ts'
import { sequencerProcess } from './process.ts'

/** Entry of the sequencer's process. It picks its adapters itself, so that it loads nothing else. */
const keys = join(env().DOMINION_DATA, 'keys')
const keyEncryption = chosenKeyEncryption(env())
const signer = fileSigner(keys, keyEncryption)
await sequencerProcess({ signer, keyEncryption, cosigner: fileCosigner(keys), wire: httpWitnesses() })
