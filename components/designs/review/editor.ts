import { createContext, useContext } from 'react'
import type { DesignComment } from '#server/loop/designs/comments/vocabulary.ts'
import type { Command, Problem, Refusal, Relation } from '#server/loop/designs/edit/index.ts'
import type { DesignSpec } from '#server/loop/designs/schemas.ts'

/** What is asked of the person before a command is done. */
export type Asking =
  | { for: 'add' }
  | { for: 'component'; id: string }
  | { for: 'connection'; from: string | null }
  | { for: 'protocol'; relation: Relation }

/** One design being read and edited, for every part of the page. */
export interface Editor {
  spec: DesignSpec
  problems: readonly Problem[]
  /** Those not resolved, of this option. */
  openComments: readonly DesignComment[]
  /** The key of the row that is chosen. */
  chosen: string | null
  choose(key: string | null): void
  /** Why nothing can be edited, in the guard's own words; null when it can. */
  reason: string | null
  /** Does commands as one step, says so and chooses a row. @returns why not, when it could not be done */
  act(commands: readonly Command[], said: string, chooses?: string | null): Refusal | null
  undo(): void
  redo(): void
  can: { undo: boolean; redo: boolean }
  asking: Asking | null
  ask(asking: Asking | null): void
  say(sentence: string): void
}

const Context = createContext<Editor | null>(null)
export const EditorProvider = Context

export function useEditor(): Editor {
  const editor = useContext(Context)
  if (!editor) throw new Error('only the design review edits a design')
  return editor
}

/** How many comments are open on a component, and the worst of its problems. */
export interface Mark {
  comments: number
  problem: Problem['severity'] | null
}

export function marksOf({
  openComments,
  problems,
}: Pick<Editor, 'openComments' | 'problems'>): ReadonlyMap<string, Mark> {
  const about = [...openComments.map(({ component }) => component), ...problems.map(({ where }) => where)]
  const ids = new Set(about.filter((id) => id !== null))
  return new Map(
    [...ids].map((id) => [
      id,
      {
        comments: openComments.filter(({ component }) => component === id).length,
        // Errors come first.
        problem: problems.find(({ where }) => where === id)?.severity ?? null,
      },
    ]),
  )
}
