'use client'
import { PencilRuler } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import { ButtonLink, ReasonedButton } from '#components/ui/button.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Tag } from '#components/ui/tag.tsx'
import { DesignView } from './design-view.tsx'
import { useChoice } from './use-choice.ts'
import { useDesigns } from './use-designs.ts'

const words = en.designs

interface Overview {
  change: { id: string; state: string }
  designs: Parameters<typeof useDesigns>[0]['designs']
}

/** The options there are, which one was taken, and while it is under review, the choice. */
export function DesignOptions({ overview }: { overview: Overview }) {
  const options = useDesigns(overview)
  const { choose, pending, failure } = useChoice(overview.change.id)
  if (options.length === 0) return <Empty icon={PencilRuler} title={words.none} />
  const { id: changeId, state } = overview.change
  const reason = state === 'designReview' ? null : words.fixed
  return (
    <div className="grid gap-4">
      <p>
        <ButtonLink href={`/designs/${changeId}`}>
          {state === 'designReview' ? en.designReview.edit : en.designReview.open}
        </ButtonLink>
      </p>
      {failure && (
        <Notice tone="bad" alert>
          {failure}
        </Notice>
      )}
      <div className="grid gap-4 lg:grid-cols-2">
        {options.map((option) => (
          <article
            key={option.id}
            aria-labelledby={`${option.id}-title`}
            className="grid content-start gap-3 rounded-control border border-line p-4 has-data-chosen:border-accent"
          >
            <header className="flex flex-wrap items-center gap-2">
              <h3 id={`${option.id}-title`} className="font-semibold">
                {words.option(option.option + 1)}
              </h3>
              {option.chosenAt && (
                <span data-chosen>
                  <Tag tone="accent">{words.chosen}</Tag>
                </span>
              )}
            </header>
            {options.length > 1 && <p className="text-small text-muted">{option.spec.tradeOff}</p>}
            <DesignView spec={option.spec} />
            {options.length > 1 && !option.chosenAt && (
              <ReasonedButton
                id={`choose-${option.id}`}
                reason={reason}
                disabled={pending}
                onClick={() => choose(option)}
              >
                {words.choose}
              </ReasonedButton>
            )}
          </article>
        ))}
      </div>
    </div>
  )
}
