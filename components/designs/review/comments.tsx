'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import * as en from '#components/messages/en.ts'
import { failureOf } from '#components/rpc/failure.ts'
import { useTRPC } from '#components/rpc/provider.tsx'
import { Button } from '#components/ui/button.tsx'
import { Select, TextArea } from '#components/ui/field.tsx'
import { formText } from '#components/ui/form-text.ts'
import { Notice } from '#components/ui/notice.tsx'
import { commentLimit, type DesignComment } from '#server/loop/designs/comments/vocabulary.ts'
import type { DesignOption } from '../use-designs.ts'
import { CommentLine } from './comment-line.tsx'
import { useEditor } from './editor.ts'

const words = en.designReview

interface Props {
  changeId: string
  /** The saved design that a comment is about. */
  option: DesignOption
  comments: readonly DesignComment[]
}

/** What people said, a thread for the whole and for each component; what is resolved stays to be read. */
export function Comments({ changeId, option, comments }: Props) {
  const resolved = comments.filter(({ resolvedAt }) => resolvedAt !== null)
  const open = comments.filter(({ resolvedAt }) => resolvedAt === null)
  return (
    <div className="grid gap-4">
      {open.length === 0 && <p className="text-small text-muted">{words.noComments}</p>}
      {threadsOf(open, option).map(({ title, said }) => (
        <section key={title} aria-label={title} className="grid gap-2">
          <h3 className="text-small font-medium">{title}</h3>
          <ul className="grid gap-2">
            {said.map((comment) => (
              <CommentLine key={comment.id} changeId={changeId} comment={comment} />
            ))}
          </ul>
        </section>
      ))}
      {resolved.length > 0 && (
        <details>
          <summary className="text-small text-muted">{words.resolved(resolved.length)}</summary>
          <ul className="mt-2 grid gap-2">
            {resolved.map((comment) => (
              <CommentLine key={comment.id} changeId={changeId} comment={comment} />
            ))}
          </ul>
        </details>
      )}
      <NewComment changeId={changeId} option={option} />
    </div>
  )
}

function threadsOf(comments: readonly DesignComment[], { spec }: DesignOption) {
  const named = (id: string | null) =>
    id === null
      ? words.whole
      : (spec.components.find((component) => component.id === id)?.name ?? words.goneComponent(id))
  const byTitle = Map.groupBy(comments, ({ component }) => named(component))
  return [...byTitle].map(([title, said]) => ({ title, said }))
}

function NewComment({ changeId, option }: Omit<Props, 'comments'>) {
  const { chosen } = useEditor()
  const { mutate, isPending, error } = useAdding(changeId)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const input = { changeId, designId: option.id, component: formText(data, 'about') || null }
    mutate({ ...input, text: formText(data, 'text') }, { onSuccess: () => form.reset() })
  }
  const about = option.spec.components.some(({ id }) => id === chosen) ? (chosen ?? '') : ''
  return (
    <form onSubmit={submit} className="grid gap-3 border-t border-line pt-4">
      <Select key={about} id="comment-about" name="about" label={words.about} defaultValue={about}>
        <option value="">{words.whole}</option>
        {option.spec.components.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <TextArea
        id="comment-text"
        name="text"
        label={words.comment}
        hint={words.commentHint}
        maxLength={commentLimit}
        rows={3}
        required
      />
      {error && (
        <Notice tone="bad" alert>
          {failureOf(error).sentence}
        </Notice>
      )}
      <div>
        <Button type="submit" disabled={isPending}>
          {isPending ? words.sending : words.send}
        </Button>
      </div>
    </form>
  )
}

function useAdding(changeId: string) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  return useMutation(
    trpc.designs.comment.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.designs.comments.queryKey({ changeId }) }),
    }),
  )
}
