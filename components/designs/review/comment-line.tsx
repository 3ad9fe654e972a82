'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import * as en from '#components/messages/en.ts'
import { PersonName } from '#components/people/names.tsx'
import { failureOf } from '#components/rpc/failure.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { useMe } from '#components/shell/me.tsx'
import { ReasonedButton } from '#components/ui/button.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { DesignComment } from '#server/loop/designs/comments/vocabulary.ts'
import { mayResolve } from '#server/loop/designs/edit/index.ts'
import { usePermission } from './use-permission.ts'

const words = en.designReview

/** One comment: who, when, on which revision, and whether it is done with. */
export function CommentLine({ changeId, comment }: { changeId: string; comment: DesignComment }) {
  const { id, text, authorId, createdAt, revision, resolvedBy } = comment
  return (
    <li className="rounded-control border border-line px-3 py-2">
      <p className="text-micro text-muted">
        <PersonName id={authorId} />, <Moment at={createdAt} />, {words.onRevision(revision)}
      </p>
      <p dir="auto" className="mt-1 text-small break-words whitespace-pre-wrap">
        {text}
      </p>
      {resolvedBy ? (
        <p className="mt-1 text-micro text-muted">
          {words.resolvedBy} <PersonName id={resolvedBy} />
        </p>
      ) : (
        <Resolve changeId={changeId} comment={{ id, text, authorId }} />
      )}
    </li>
  )
}

function Resolve(props: { changeId: string; comment: Pick<DesignComment, 'id' | 'text' | 'authorId'> }) {
  const { changeId, comment } = props
  const me = useMe()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const mayEdit = usePermission('design.revise').allowed
  const answer = mayResolve({ personId: me.id, authorId: comment.authorId, mayEdit })
  const { mutate, isPending, error } = useMutation(
    trpc.designs.resolve.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.designs.comments.queryKey({ changeId }) }),
    }),
  )
  return (
    <div className="mt-1.5">
      <ReasonedButton
        id={`resolve-${comment.id}`}
        reason={answer.allowed ? null : answer.sentence}
        disabled={isPending}
        look="quiet"
        aria-label={words.resolveOf(comment.text.slice(0, 60))}
        onClick={() => mutate({ changeId, commentId: comment.id })}
      >
        {words.resolve}
      </ReasonedButton>
      {error && (
        <p role="alert" className="tone-text text-small" data-tone="bad">
          {failureOf(error).sentence}
        </p>
      )}
    </div>
  )
}
