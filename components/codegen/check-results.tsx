import { CircleAlert, CircleCheck, CircleX } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { duration } from '#components/messages/time.ts'
import { Digest } from '#components/ui/digest.tsx'
import { Tag } from '#components/ui/tag.tsx'
import type { CheckFinding, CheckResult } from '#server/workspaces/schemas.ts'
import { isCheckReport } from './check-report.ts'

const words = en.intents

/** Findings of one tool that are listed; the rest is counted. */
const findingsListed = 20

/** What each tool said about exactly this tree. A tool that did not finish is never shown as passed. */
export function CheckResults({ report }: { report: unknown }) {
  if (!isCheckReport(report)) return <p className="text-muted">{words.checksNone}</p>
  return (
    <ul className="grid gap-4">
      {report.results.map((result) => (
        <li key={result.name} className="grid gap-1.5 border-t border-line pt-3 first:border-t-0 first:pt-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="w-28 font-medium">{words.checkNames[result.name]}</span>
            <Outcome result={result} />
            <span className="text-small text-muted tabular-nums">{measured(result)}</span>
          </div>
          <p className="flex flex-wrap items-center gap-x-3 text-micro text-muted">
            <code>
              {result.tool}@{result.toolVersion}
            </code>
            <span>{en.intentViews.findingsCount(result.findings.length)}</span>
            <span>
              {en.intentViews.output} <Digest value={result.outputSha256} length={8} />
            </span>
          </p>
          {result.findings.length > 0 && <Findings findings={result.findings} />}
        </li>
      ))}
    </ul>
  )
}

function Findings({ findings }: { findings: readonly CheckFinding[] }) {
  return (
    <ul className="grid gap-1 text-small">
      {findings.slice(0, findingsListed).map((finding) => (
        <li key={`${finding.path}:${finding.line}:${finding.rule}:${finding.message}`}>
          <code className="text-muted">{[finding.path, finding.line].filter(Boolean).join(':')}</code> {finding.message}{' '}
          <code className="text-micro text-muted">{finding.rule}</code>
        </li>
      ))}
      {findings.length > findingsListed && (
        <li className="text-muted">{en.intentViews.findingsMore(findings.length - findingsListed)}</li>
      )}
    </ul>
  )
}

function Outcome({ result }: { result: CheckResult }) {
  if (!result.completed)
    return (
      <Tag tone="warn" icon={CircleAlert}>
        {words.incomplete}
      </Tag>
    )
  return result.passed ? (
    <Tag tone="good" icon={CircleCheck}>
      {words.passed}
    </Tag>
  ) : (
    <Tag tone="bad" icon={CircleX}>
      {words.failed}
    </Tag>
  )
}

function measured({ measures, durationMs }: CheckResult): string {
  const shown = Object.entries(measures).map(([name, value]) => `${spoken(name)} ${Math.round(value * 10) / 10}`)
  return [...shown, duration(durationMs)].join(' · ')
}

/** `linesCoveredPercent` → `lines covered percent`. */
function spoken(name: string): string {
  return name.replaceAll(/([A-Z])/g, ' $1').toLowerCase()
}
