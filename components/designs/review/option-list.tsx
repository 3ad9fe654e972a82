'use client'
import Link from 'next/link'
import * as en from '#components/messages/en.ts'
import { PersonName } from '#components/people/names.tsx'
import { ReasonedButton } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Tag } from '#components/ui/tag.tsx'
import { useChoice } from '../use-choice.ts'
import { type DesignOption, editorOf } from '../use-designs.ts'

const words = en.designReview
const shared = en.designs

interface Change {
  id: string
  state: string
}

/** The options beside each other: which is read here, and which is put to the reviewers. */
export function OptionList(props: { change: Change; options: readonly DesignOption[]; shown: DesignOption }) {
  const { change, options, shown } = props
  const { choose, pending, failure } = useChoice(change.id)
  return (
    <nav aria-label={words.options} className="grid content-start gap-2">
      {failure && (
        <Notice tone="bad" alert>
          {failure}
        </Notice>
      )}
      {options.map((option) => (
        <div
          key={option.id}
          data-shown={option === shown || undefined}
          className="grid gap-1.5 rounded-control border border-line bg-surface p-3 data-shown:border-accent"
        >
          <Link
            href={`/designs/${change.id}?option=${option.option + 1}`}
            scroll={false}
            aria-current={option === shown ? 'true' : undefined}
            className="font-semibold underline-offset-4 hover:underline"
          >
            {shared.option(option.option + 1)}
          </Link>
          {option.chosenAt && (
            <span>
              <Tag tone="accent">{shared.chosen}</Tag>
            </span>
          )}
          <Author option={option} />
          {options.length > 1 && <p className="text-small text-muted">{option.spec.tradeOff}</p>}
          {options.length > 1 && !option.chosenAt && (
            <ReasonedButton
              id={`choose-${option.id}`}
              reason={change.state === 'designReview' ? null : shared.fixed}
              disabled={pending}
              onClick={() => choose(option)}
            >
              {shared.choose}
            </ReasonedButton>
          )}
        </div>
      ))}
    </nav>
  )
}

function Author({ option }: { option: DesignOption }) {
  const person = editorOf(option)
  return (
    <p className="text-micro text-muted">
      {words.revision(option.revision)}
      {person && (
        <>
          , {words.editedBy} <PersonName id={person} />
        </>
      )}
    </p>
  )
}
