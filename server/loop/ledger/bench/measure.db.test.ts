import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { fileCosigner } from '#server/adapters/signer/index.ts'
import { httpWitnesses } from '#server/adapters/witnesses/index.ts'
import { testDatabase } from '#server/testing/database.ts'
import { testSigner } from '#server/testing/keys.ts'
import { TestWitnesses } from '../testing/witnesses.ts'
import { benchLedger } from './measure.ts'

const database = await testDatabase()
const scratch = mkdtempSync(join(tmpdir(), 'ledger-'))
const running = new TestWitnesses(scratch)
const names = ['one', 'two', 'three']
await running.start(...names)
afterAll(async () => {
  await running.end()
  rmSync(scratch, { recursive: true })
})

/** Machines that run other tests beside it are slow; what it is meant to hold is for `bench ledger`. */
it('measures every figure, none of them absurd', async () => {
  const witnesses = {
    list: running.lines(...names).join(','),
    policyFile: running.policyFile,
    wire: httpWitnesses(),
    cosigner: fileCosigner(scratch),
  }
  const signer = testSigner(scratch)
  const figures = await benchLedger({ seconds: 1, rate: 200, urls: database.urls, signer, witnesses })
  expect(figures.appendsPerSecond).toBeGreaterThan(30)
  expect(figures.sequencedPerSecond).toBeGreaterThan(300)
  expect(figures.inclusion.p50Ms).toBeLessThan(5_000)
  expect(figures.inclusion.p99Ms).toBeLessThan(20_000)
  expect(figures.witnessed?.p95Ms).toBeLessThan(30_000)
  expect(figures.proof.plain).toBeLessThan(figures.proof.witnessed ?? 0)
  expect(figures.proof.witnessed).toBeLessThan(1_600)
  expect(figures.proof.postQuantum).toBeLessThan(5_000)
})
