import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { edgeNode } from '#server/adapters/deploys/edge-node.ts'
import { assess, beginEvidence, decide } from '#server/loop/autonomy/rollout/evidence/index.ts'
import { evidenceFloorPerSecond, triggers } from '#server/loop/autonomy/thresholds.ts'
import { controlSocketIn } from '../edge.ts'
import { edgeOptions } from '../testing/edge.ts'
import { type BenchParts, benchEdge } from './index.ts'

const judge: BenchParts['judge'] = (versions) => {
  let evidence = beginEvidence(versions)
  return (batches) => {
    for (const batch of batches) evidence = assess(evidence, batch, triggers)
    return decide(evidence, triggers).verdict === 'rollBack'
  }
}

it('takes a version that fails every request back within five seconds, and no one sees it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  await chmod(folder, 0o755)
  const delivery = (dataFolder: string) => edgeNode({ controlSocket: controlSocketIn(dataFolder) })
  const figures = await benchEdge(
    { ...edgeOptions(folder), folder, delivery, judge, probesPerSecond: evidenceFloorPerSecond },
    { rounds: 2, flips: 10 },
  )
  expect(figures.rollback.onsetToSwitchedMs.worst).toBeLessThan(5000)
  expect(figures.rollback).toMatchObject({ visibleErrors: 0, dropped: 0 })
  expect(figures.weightFlips).toMatchObject({ visibleErrors: 0, dropped: 0 })
  expect(figures.rollback.requests).toBeGreaterThan(30)
  await promisify(execFile)('chmod', ['-R', 'u+w', folder])
  await rm(folder, { recursive: true })
})
