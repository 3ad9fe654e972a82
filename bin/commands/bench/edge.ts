import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { compose, deliveryOf } from '#server/composition.ts'
import { type BenchParts, benchEdge } from '#server/edge/bench/index.ts'
import { assess, beginEvidence, decide } from '#server/loop/autonomy/rollout/evidence/index.ts'
import { evidenceFloorPerSecond, triggers } from '#server/loop/autonomy/thresholds.ts'
import type { Figure } from './figure.ts'
import { atMost, told } from './figure.ts'

/** The rollout's own judge, fed as the rollout worker feeds it. */
const judge: BenchParts['judge'] = (versions) => {
  let evidence = beginEvidence(versions)
  return (batches) => {
    evidence = batches.reduce((state, batch) => assess(state, batch, triggers), evidence)
    return decide(evidence, triggers).verdict === 'rollBack'
  }
}

/** Measures an edge of its own with real sandboxed services under load. */
export async function measureEdge(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dominion-bench-'))
  chmodSync(folder, 0o755)
  process.env.DOMINION_DATA = folder
  const { artifacts, sandbox, databases } = compose()
  const parts = { artifacts, sandbox, databases, folder, delivery: deliveryOf, judge }
  try {
    const { rollback, weightFlips, startMs } = await benchEdge({ ...parts, probesPerSecond: evidenceFloorPerSecond })
    const seen = rollback.visibleErrors + rollback.dropped
    return [
      told({ name: 'a version starts, median', value: startMs.median, unit: 'ms' }),
      told({
        name: 'all requests fail → no request there, median',
        value: rollback.onsetToSwitchedMs.median,
        unit: 'ms',
      }),
      atMost(5_000, { name: 'the same, worst', value: rollback.onsetToSwitchedMs.worst, unit: 'ms' }),
      told({ name: 'decided → no request there, worst', value: rollback.verdictToSwitchedMs.worst, unit: 'ms' }),
      atMost(0, { name: `errors seen in ${rollback.requests} requests meanwhile`, value: seen, unit: 'count' }),
      atMost(0, {
        name: `requests lost of ${weightFlips.requests} while weights moved ${weightFlips.flips} times`,
        value: weightFlips.dropped + weightFlips.visibleErrors,
        unit: 'count',
      }),
    ]
  } finally {
    // What ran from an artifact was made unwritable.
    await promisify(execFile)('chmod', ['-R', 'u+w', folder])
    rmSync(folder, { recursive: true, force: true })
  }
}
