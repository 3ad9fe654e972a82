import { compose } from '#server/composition.ts'
import { sequencerProcess } from './process.ts'

/** Entry of the sequencer's process; ends with its supervisor. */
await sequencerProcess(compose().signer)
