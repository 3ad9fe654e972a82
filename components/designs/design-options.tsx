'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { PencilRuler } from 'lucide-react'
import { en } from '#components/messages/en.ts'
import { failureOf } from '#components/rpc/failure.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { ReasonedButton } from '#components/ui/button.tsx'
import { Empty } from '#components/ui/empty.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Tag } from '#components/ui/tag.tsx'
import { DesignView } from './design-view.tsx'
import { type DesignOption, useDesigns } from './use-designs.ts'

const words = en.intents

interface Overview {
  change: { id: string; state: string }
  designs: Parameters<typeof useDesigns>[0]['designs']
}

/** The options there are, which one was taken, and while it is under review, the choice. */
export function DesignOptions({ overview }: { overview: Overview }) {
  const options = useDesigns(overview)
  const { choose, pending, failure } = useChoice(overview.change.id)
  if (options.length === 0) return <Empty icon={PencilRuler} title={words.designNone} />
  const reason = overview.change.state === 'designReview' ? null : words.designFixed
  return (
    <div className="grid gap-4">
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
                {words.designOption(option.option + 1)}
              </h3>
              {option.chosenAt && (
                <span data-chosen>
                  <Tag tone="accent">{words.designChosen}</Tag>
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
                {words.designChoose}
              </ReasonedButton>
            )}
          </article>
        ))}
      </div>
    </div>
  )
}

function useChoice(changeId: string) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutate, isPending, error } = useMutation(
    trpc.designs.choose.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.changes.read.queryKey({ changeId }) }),
    }),
  )
  const choose = ({ id }: DesignOption) => mutate({ changeId, designId: id })
  return { choose, pending: isPending, failure: error && failureOf(error).sentence }
}
