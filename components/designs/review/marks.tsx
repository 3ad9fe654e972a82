import { CircleAlert, MessageSquare, OctagonAlert } from 'lucide-react'
import * as en from '#components/messages/en.ts'
import type { Problem } from '#server/loop/designs/edit/index.ts'
import type { Mark } from './editor.ts'

const words = en.designReview

/** What is to be looked at on a component: its problem and its open comments. */
export function Marks({ mark: { comments, problem } }: { mark: Mark }) {
  return (
    <span className="inline-flex items-center gap-2">
      {problem && (
        <>
          <ProblemIcon severity={problem} />
          <span className="sr-only">{words.marks[problem]}</span>
        </>
      )}
      {comments > 0 && (
        <span className="inline-flex items-center gap-1 text-micro text-muted">
          <MessageSquare aria-hidden className="size-3.5" />
          <span aria-hidden>{comments}</span>
          <span className="sr-only">{words.marks.comments(comments)}</span>
        </span>
      )}
    </span>
  )
}

/** Two shapes, so that the colour is not needed. */
export function ProblemIcon({ severity }: { severity: Problem['severity'] }) {
  const Icon = severity === 'error' ? OctagonAlert : CircleAlert
  return (
    <span data-tone={severity === 'error' ? 'bad' : 'warn'} className="tone-text inline-flex shrink-0">
      <Icon aria-hidden className="size-4" />
    </span>
  )
}

/** The same in words, for a name that is read out. */
export function markWords(mark: Mark | undefined): string[] {
  if (!mark) return []
  return [mark.problem && words.marks[mark.problem], mark.comments > 0 && words.marks.comments(mark.comments)].filter(
    (each) => typeof each === 'string',
  )
}
