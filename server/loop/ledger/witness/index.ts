import type { Signer } from '#server/ports/signer.ts'
import { cosignerKey, formatCosignerKey, mlDsa44FromSpki } from '../format/index.ts'
import type { Countersigning, OpenShard } from '../sequencer/countersigning.ts'
import { agreeWithWitnesses } from './agree.ts'
import { type FollowOptions, followTree } from './follow.ts'
import { toldPolicy, writePolicy } from './policy-file.ts'

export type { Asked, WitnessWatch } from './round.ts'
export { type WitnessSettings, witnessSettings } from './settings.ts'

export interface CountersigningOptions extends Omit<FollowOptions, 'introduce'> {
  signer: Signer
  /** Where the log's own witnesses read which log is theirs. */
  policyFile: string
}

/** Everyone who countersigns a log's heads: its witnesses, and its own post-quantum key. */
export function countersigning(of: CountersigningOptions): Countersigning {
  const introduce = ({ key }: OpenShard) => writePolicy(of.policyFile, toldPolicy(key, of.settings))
  return {
    async named(key) {
      const policy = toldPolicy(key, of.settings)
      if (!of.cosigner) return { witnessPolicy: policy }
      const raw = mlDsa44FromSpki(await of.cosigner.publicKey())
      return { witnessPolicy: policy, cosignerKey: formatCosignerKey(cosignerKey('ml-dsa-44', key.name, raw)) }
    },
    async agree(on) {
      await introduce(on.shard)
      await agreeWithWitnesses(on, of)
    },
    follow: (shard, size) => followTree({ ...of, introduce }, shard, size),
  }
}
