import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, vi } from 'vitest'
import { fileCosigner } from '#server/adapters/signer/index.ts'
import { httpWitnesses } from '#server/adapters/witnesses/index.ts'
import { connect as prisma } from '#server/platform/db/index.ts'
import { testDatabase } from '#server/testing/database.ts'
import { testSigner } from '#server/testing/keys.ts'
import { append } from '../append.ts'
import { entry } from '../read.ts'
import { headFiles } from '../sequencer/memory.ts'
import type { Grade } from '../vocabulary.ts'
import { countersigning, type WitnessSettings } from '../witness/index.ts'
import { clockDraft, contextOf } from './drafts.ts'
import { sequencing } from './sequencing.ts'
import { TestWitnesses } from './witnesses.ts'

export const names = ['one', 'two', 'three'] as const

/** A log of a test's own, with three witnesses in processes of their own. */
export async function witnessedLog() {
  const { urls, administrator: superuser } = await testDatabase()
  const scratch = mkdtempSync(join(tmpdir(), 'ledger-'))
  const signer = testSigner(join(scratch, 'keys'))
  const app = prisma(urls.app)
  const administrator = new pg.Client({ connectionString: superuser })
  await administrator.connect()
  const witnesses = new TestWitnesses(scratch)
  await witnesses.start(...names)
  afterAll(async () => {
    await witnesses.end()
    await app.$disconnect()
    await administrator.end()
    rmSync(scratch, { recursive: true })
  })
  const faults = new Map<string, string | null>()
  const outside = {
    url: urls.sequencer,
    signer,
    cosigner: fileCosigner(join(scratch, 'keys')),
    wire: httpWitnesses({ withinMs: 500 }),
    policyFile: witnesses.policyFile,
    watch: { answered: (name: string, fault: string | null) => void faults.set(name, fault) },
  }
  const memory = headFiles(join(scratch, 'heads'))
  return {
    url: urls.sequencer,
    app,
    administrator,
    signer,
    witnesses,
    /** What each witness last said that was wrong. */
    faults,
    /** Runs a sequencer that asks these witnesses while `work` runs. @returns the failures it reported */
    during(
      work: () => Promise<void>,
      of: { settings?: WitnessSettings; memory?: typeof memory } & Partial<typeof outside> = {},
    ) {
      const others = countersigning({ settings: witnesses.settings(names), ...outside, ...of })
      return sequencing({ url: urls.sequencer, signer, memory: of.memory ?? memory, countersigning: others }, work)
    },
    add: (changeId: string) => app.$transaction((tx) => append(tx, clockDraft(changeId), contextOf(signer))),
    gradeOf: async (entryId: string) => (await entry(app, entryId))?.grade,
    reaches: (entryId: string, grade: Grade) =>
      vi.waitFor(async () => expect((await entry(app, entryId))?.grade).toBe(grade), 20_000),
  }
}
