'use client'
import { useMemo } from 'react'
import { findingsOf } from '#components/codegen/diff/findings.ts'
import { FileChanges } from '#components/codegen/file-changes.tsx'
import * as en from '#components/messages/en.ts'
import { Notice } from '#components/ui/notice.tsx'
import { Panel } from '#components/ui/panel.tsx'

const words = en.intentViews

interface Props {
  changeId: string
  verdict: { allow: boolean; findings: unknown } | undefined
  report: unknown
}

/** The code of the change with what the newest verdict and checks found, each at its line. */
export default function DiffView({ changeId, verdict, report }: Props) {
  const findings = useMemo(() => findingsOf(verdict, report), [verdict, report])
  return (
    <Panel title={words.diffTitle} intro={words.diffLead}>
      <div className="grid gap-4">
        {verdict && !verdict.allow && (
          <Notice tone="bad" title={en.intents.verdictDeny}>
            {words.findingsInDiff(findings.length)}
          </Notice>
        )}
        <FileChanges changeId={changeId} findings={findings} opened />
      </div>
    </Panel>
  )
}
