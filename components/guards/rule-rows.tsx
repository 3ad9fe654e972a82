import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import * as en from '#components/messages/en.ts'
import { Facts } from '#components/ui/facts.tsx'
import type { PolicyRule } from '#server/loop/guards/vocabulary.ts'
import { SeverityTag } from './severity-tag.tsx'

const words = en.policies

/** Rules that open to what they need, what they serve, and what to do when they are broken. */
export function RuleRows({ rules }: { rules: readonly PolicyRule[] }) {
  return (
    <ul>
      {rules.map((rule) => (
        <li key={rule.id} id={rule.id} className="border-t border-line first:border-t-0">
          <details className="group">
            <summary className="flex flex-wrap items-center gap-x-3 gap-y-1 px-5 py-3 hover:bg-sunken focus-visible:-outline-offset-2">
              <ChevronRight aria-hidden className="size-4 shrink-0 text-faint group-open:rotate-90" />
              <span className="min-w-0 flex-1">
                <span className="block font-medium">{rule.title}</span>
                <code className="block text-small break-all text-muted">{rule.id}</code>
              </span>
              <SeverityTag severity={rule.severity} />
            </summary>
            <RuleDetail rule={rule} />
          </details>
        </li>
      ))}
    </ul>
  )
}

function RuleDetail({ rule }: { rule: PolicyRule }) {
  const origins = rule.origins.map((origin) => words.origins[origin]).join(', ')
  return (
    <div className="grid gap-3 px-5 pt-1 pb-4 sm:pl-12">
      <p className="max-w-3xl">{rule.description}</p>
      <Facts
        of={[
          [words.remedy, rule.remediation],
          [words.needs, rule.needs.map((kind) => words.evidence[kind]).join(', ')],
          [words.asked, words.askedOf(words.stages[rule.stage], origins)],
          [words.controls, rule.controls.join(', ')],
          [
            words.source,
            <code key="source" className="break-all">
              {rule.path}
            </code>,
          ],
        ]}
      />
      <p>
        <Link
          href={`/policies/decisions?rule=${rule.id}`}
          className="text-small text-accent underline underline-offset-4"
        >
          {words.broken}
        </Link>
      </p>
    </div>
  )
}
