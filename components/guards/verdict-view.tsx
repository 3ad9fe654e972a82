import { CircleCheck, CircleX } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { isText, listOf, readAs, shaped } from '#components/rpc/shape.ts'
import { Digest } from '#components/ui/digest.tsx'
import { Tag } from '#components/ui/tag.tsx'
import { SeverityTag, severityTone } from './severity-tag.tsx'
import { isTold, type Told } from './told.ts'

const words = en.intents

const isMissing = shaped({ kind: isText, reason: isText })

interface VerdictRow {
  allow: boolean
  commit: string
  policyDigest: string
  findings: unknown
  missing: unknown
}

/** What policy decided about one commit, and on what. */
export function VerdictView({ verdict }: { verdict: VerdictRow }) {
  const findings = readAs(listOf(isTold), verdict.findings) ?? []
  const missing = readAs(listOf(isMissing), verdict.missing) ?? []
  return (
    <div className="grid gap-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Tag tone={verdict.allow ? 'good' : 'bad'} icon={verdict.allow ? CircleCheck : CircleX}>
          {verdict.allow ? words.verdictAllow : words.verdictDeny}
        </Tag>
        <span className="text-small text-muted">
          {words.policyDigest} <Digest value={verdict.policyDigest} />
        </span>
      </p>
      {findings.length === 0 && verdict.allow && <p className="text-muted">{words.findingsNone}</p>}
      {findings.length > 0 && (
        <ul className="grid gap-3">
          {findings.map((finding, index) => (
            // A verdict never changes: a finding's place in it is its name.
            <li key={index}>
              <FindingRow finding={finding} />
            </li>
          ))}
        </ul>
      )}
      {missing.length > 0 && (
        <div>
          <h3 className="font-semibold">{words.missing}</h3>
          <ul>
            {missing.map(({ kind, reason }) => (
              <li key={kind} className="text-small text-muted">
                {words.missingEvidence(kind, reason)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

function FindingRow({ finding }: { finding: Told }) {
  const place = [finding.where.path, finding.where.line].filter((part) => part !== null).join(':')
  return (
    <div data-tone={severityTone(finding.severity)} className="grid gap-1 border-l-2 border-(--tone-line) pl-3">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <span className="font-medium">{finding.message ?? finding.title ?? finding.rule}</span>
        <SeverityTag severity={finding.severity} />
      </p>
      {place && <code className="text-small break-all">{place}</code>}
      {finding.remediation && (
        <p className="text-small">
          <span className="text-muted">{words.remedy}: </span>
          {finding.remediation}
        </p>
      )}
      <p className="text-micro text-faint">{finding.rule}</p>
    </div>
  )
}
