import { CircleAlert, CircleCheck, CircleX } from 'lucide-react'
import * as z from 'zod/mini'
import { en } from '#components/messages/en.ts'
import { duration } from '#components/messages/time.ts'
import { Tag } from '#components/ui/tag.tsx'
import { CheckReport, type CheckResult } from '#server/workspaces/schemas.ts'

const words = en.intents

/** What each tool said about exactly this tree. A tool that did not finish is never shown as passed. */
export function CheckResults({ report }: { report: unknown }) {
  const parsed = z.safeParse(CheckReport, report)
  if (!parsed.success) return <p className="text-muted">{words.checksNone}</p>
  return (
    <ul className="grid gap-3">
      {parsed.data.results.map((result) => (
        <li key={result.name} className="grid gap-1.5">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="w-28 font-medium">{words.checkNames[result.name]}</span>
            <Outcome result={result} />
            <span className="text-small text-muted">{measured(result)}</span>
          </div>
          {result.findings.length > 0 && (
            <ul className="grid gap-1 text-small">
              {result.findings.slice(0, 20).map((finding) => (
                <li key={`${finding.path}:${finding.line}:${finding.rule}:${finding.message}`}>
                  <code className="text-muted">{[finding.path, finding.line].filter(Boolean).join(':')}</code>{' '}
                  {finding.message}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
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

function measured({ tool, measures, durationMs }: CheckResult): string {
  const shown = Object.entries(measures).map(([name, value]) => `${spoken(name)} ${Math.round(value * 10) / 10}`)
  return [tool, ...shown, duration(durationMs)].join(' · ')
}

/** `linesCoveredPercent` → `lines covered percent`. */
function spoken(name: string): string {
  return name.replaceAll(/([A-Z])/g, ' $1').toLowerCase()
}
