import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exportEvidence } from '#server/loop/ledger/browse/index.ts'
import { linesOf } from '../verify.ts'
import type { People } from './cast.ts'
import { flipByte, verdictOf } from './proof.ts'
import type { Telling } from './telling.ts'

/** An auditor takes the change's evidence away, it verifies, and a copy with one byte changed does not. */
export async function showEvidence(telling: Telling, people: People, changeId: string): Promise<void> {
  const { story } = telling
  const { bytes } = await telling.step('an auditor exports the evidence bundle', () =>
    exportEvidence(people.auditor, { changeId }),
  )
  story.bundle = join(process.cwd(), `evidence-${changeId}.tar.gz`)
  await writeFile(story.bundle, bytes)
  const verdict = await telling.step(
    'it verifies offline',
    async () => {
      const found = await verdictOf(bytes)
      if (!found.ok) throw new Error(found.faults[0]?.what ?? 'not intact')
      story.verified = true
      return found
    },
    ({ entries }) => `${entries.length} entries`,
  )
  telling.quote(linesOf(verdict))
  const altered = await telling.step(
    'one byte of a copy is changed, and verification names the entry',
    async () => {
      const found = await verdictOf(flipByte(bytes))
      const fault = found.faults.find(({ where }) => where.startsWith('entry '))
      if (found.ok || !fault) throw new Error('the change went unnoticed')
      story.tamperDetected = true
      return found
    },
    ({ faults }) => faults[0]?.where ?? '',
  )
  telling.quote(linesOf(altered))
}
