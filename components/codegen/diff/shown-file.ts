import type { FileChange } from '#server/loop/codegen/vocabulary.ts'
import type { PlacedFinding } from './findings.ts'

/** One file of the diff as it is shown: of which commit, and with what was found in it. */
export interface ShownFile {
  changeId: string
  commit: string
  file: FileChange
  findings: readonly PlacedFinding[]
}
