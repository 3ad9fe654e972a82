import { SeverityTag, severityTone } from '#components/guards/severity-tag.tsx'
import * as en from '#components/messages/en.ts'
import { Tag } from '#components/ui/tag.tsx'
import type { PlacedFinding } from './findings.ts'

/** What policy or a tool says, at the line it is about: what is wrong, what to do, and which rule says so. */
export function FindingNote({ finding }: { finding: PlacedFinding }) {
  const { message, remediation, rule, severity, line } = finding
  return (
    <div
      role="note"
      aria-label={en.diff.finding}
      data-tone={severity === null ? 'warn' : severityTone(severity)}
      className="m-2 grid max-w-3xl gap-1 rounded-control border border-(--tone-line) border-l-4 bg-surface px-3 py-2 text-small"
    >
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <span className="font-medium">{message}</span>
        {severity === null ? <Tag tone="warn">{en.diff.byTool}</Tag> : <SeverityTag severity={severity} />}
      </p>
      {remediation && (
        <p>
          <span className="text-muted">{en.intents.remedy}: </span>
          {remediation}
        </p>
      )}
      <p className="text-micro text-muted">
        <code>{rule}</code>
        {line !== null && ` · ${en.diff.line(line)}`}
      </p>
    </div>
  )
}
