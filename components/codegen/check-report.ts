import { isNumber, isText, isYesOrNo, listOf, oneOf, orNull, recordOf, shaped } from '#components/rpc/shape.ts'
import type { CheckName, CheckReport, CheckResult } from '#server/workspaces/schemas.ts'

const names: Record<CheckName, true> = { format: true, lint: true, types: true, tests: true, secrets: true, sbom: true }

/** The part of the checks' report that a page shows. */
export const isCheckReport = shaped<Pick<CheckReport, 'results'>>({
  results: listOf(
    shaped<CheckResult>({
      name: oneOf(Object.keys(names) as CheckName[]),
      tool: isText,
      toolVersion: isText,
      completed: isYesOrNo,
      passed: isYesOrNo,
      findings: listOf(shaped({ rule: isText, message: isText, path: orNull(isText), line: orNull(isNumber) })),
      measures: recordOf(isNumber),
      durationMs: isNumber,
      outputSha256: isText,
    }),
  ),
})
