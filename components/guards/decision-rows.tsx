import { CircleCheck, CircleX } from 'lucide-react'
import Link from 'next/link'
import { TierTag } from '#components/changes/tags.tsx'
import * as en from '#components/messages/en.ts'
import { Moment } from '#components/ui/moment.tsx'
import { Tag } from '#components/ui/tag.tsx'
import type { DecisionLine } from '#server/loop/guards/vocabulary.ts'

const words = en.policies

export function DecisionTag({ allow }: { allow: boolean }) {
  return (
    <Tag tone={allow ? 'good' : 'bad'} icon={allow ? CircleCheck : CircleX}>
      {allow ? words.allow : words.deny}
    </Tag>
  )
}

/** Verdicts as rows; each opens what was found, and its change is one step away on the same row. */
export function DecisionRows({ decisions }: { decisions: readonly DecisionLine[] }) {
  return (
    <ul>
      {decisions.map((decision) => (
        <li
          key={decision.id}
          className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-t border-line px-5 py-3 first:border-t-0"
        >
          <span className="w-24 shrink-0">
            <DecisionTag allow={decision.allow} />
          </span>
          <span className="min-w-0 flex-1 basis-64">
            <Link
              href={`/policies/decisions/${decision.id}`}
              className="block truncate font-medium underline-offset-4 hover:underline"
            >
              {outcome(decision)} <code title={decision.commit}>{decision.commit.slice(0, 10)}</code>
            </Link>
            <span className="block text-small text-muted">
              <Link
                href={`/intents/${decision.changeId}`}
                className="underline decoration-line-strong underline-offset-4 hover:text-ink"
              >
                <bdi>{decision.title}</bdi>
              </Link>{' '}
              {en.changes.for(decision.service)}, <Moment at={decision.createdAt} />
            </span>
          </span>
          <TierTag tier={decision.tier} />
        </li>
      ))}
    </ul>
  )
}

function outcome({ findings, missing }: DecisionLine): string {
  const parts = [words.findings(findings), missing > 0 && words.missing(missing)].filter(Boolean).join(', ')
  return `${parts.charAt(0).toUpperCase()}${parts.slice(1)} ${words.inCommit}`
}
