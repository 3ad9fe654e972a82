import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { testDatabase } from '#server/testing/database.ts'
import { testSigner } from '#server/testing/keys.ts'
import { benchLedger } from './measure.ts'

const database = await testDatabase()
const scratch = mkdtempSync(join(tmpdir(), 'ledger-'))
afterAll(() => rmSync(scratch, { recursive: true }))

it('keeps its figures within ten times of what it is meant to hold', async () => {
  const figures = await benchLedger({ seconds: 1, rate: 200, urls: database.urls, signer: testSigner(scratch) })
  expect(figures.appendsPerSecond).toBeGreaterThan(300)
  expect(figures.sequencedPerSecond).toBeGreaterThan(3000)
  expect(figures.inclusion.p50Ms).toBeLessThan(80)
  expect(figures.inclusion.p99Ms).toBeLessThan(1000)
})
