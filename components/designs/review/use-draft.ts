import { useMemo } from 'react'
import {
  begin,
  type Command,
  carryOver,
  type Difference,
  type History,
  perform,
  type Refusal,
  redo,
  undo,
} from '#server/loop/designs/edit/index.ts'
import type { DesignOption } from '../use-designs.ts'
import { useStoredDraft, writeDraft } from './drafts.ts'

export interface DraftState {
  /** The design the edits stand on. While there are edits it does not move beneath the person, even when a newer one is saved. */
  base: DesignOption
  history: History
  /** A newer revision was saved since the edits were begun. */
  moved: boolean
  act(commands: readonly Command[]): Refusal | null
  undo(): boolean
  redo(): boolean
  forget(): void
  /** Puts the edits onto the newest revision. @returns what of them did not fit there */
  carryOver(): readonly Difference[]
}

/** A person's edits of one option, kept in their browser until they are saved. */
export function useDraft(name: string, option: DesignOption, revisions: readonly DesignOption[]): DraftState {
  const find = (digest: string) =>
    revisions.findLast((each) => each.digest === digest && each.option === option.option) ?? null
  const stored = useStoredDraft(name, (digest) => find(digest)?.spec ?? null)
  const fresh = useMemo(() => begin(option.spec), [option.spec])
  const base = (stored && find(stored.digest)) ?? option
  const history = stored?.history ?? fresh
  const keep = (next: History) => writeDraft(name, { digest: base.digest, history: next })
  const step = (next: History) => {
    if (next === history) return false
    keep(next)
    return true
  }
  return {
    ...{ base, history, moved: base.digest !== option.digest },
    act(commands) {
      const performed = perform(history, commands)
      if (!performed.allowed) return performed
      keep(performed.history)
      return null
    },
    undo: () => step(undo(history)),
    redo: () => step(redo(history)),
    forget: () => writeDraft(name, null),
    carryOver() {
      const steps = history.done.map(({ commands }) => commands)
      const carried = carryOver(base.spec, option.spec, steps)
      writeDraft(name, { digest: option.digest, history: carried.history })
      return carried.left
    },
  }
}
