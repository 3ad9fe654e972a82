import { setTimeout as pause } from 'node:timers/promises'
import { permitted } from '#server/governed.ts'
import { Failure } from '#server/platform/errors.ts'
import { ports } from '#server/ports/wired.ts'
import { type ExportedBundle, exportBundle, NotYetSequenced } from '../bundle/export.ts'
import { cosignedWithinMs, sequencedWithinMs } from './numbers.ts'
import { OfChange } from './schemas.ts'

export interface ExportedEvidence extends ExportedBundle {
  fileName: string
}

/**
 * The evidence bundle of a change, for whoever may read the ledger: it holds nothing that its entries' pages do not.
 * @throws Failure `notFound`; `unavailable` when its entries do not reach the tree.
 */
export const exportEvidence = permitted(
  'ledger.read',
  OfChange,
  async (from, { changeId }): Promise<ExportedEvidence> => {
    const signer = ports().signer
    const began = Date.now()
    for (const end = began + sequencedWithinMs; ; await pause(50)) {
      try {
        const bundle = await exportBundle(from, changeId, signer)
        if (bundle.cosignaturesFollow && Date.now() < began + cosignedWithinMs) continue
        return { ...bundle, fileName: fileNameOf(changeId) }
      } catch (error) {
        if (!(error instanceof NotYetSequenced)) throw error
        if (Date.now() > end) throw waiting(error)
      }
    }
  },
)

const fileNameOf = (changeId: string) => `evidence-${changeId.replaceAll(/[^\w.-]/g, '_')}.tar.gz`

function waiting({ message }: NotYetSequenced): Failure {
  const sentence = `The evidence is not complete yet: ${message}. Nothing is lost; try again in a moment, and look at the ledger’s line on the status page if it stays so.`
  return new Failure('unavailable', 'notYetSequenced', sentence)
}
