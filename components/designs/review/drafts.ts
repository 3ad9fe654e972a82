import { useSyncExternalStore } from 'react'
import { isText, listOf, readAs, shaped } from '#components/rpc/shape.ts'
import { type History, replay } from '#server/loop/designs/edit/index.ts'
import type { DesignSpec } from '#server/loop/designs/schemas.ts'
import { isCommand } from './command-shape.ts'

/** Edits that are not saved yet, and the digest of the design they were made on. */
export interface Draft {
  digest: string
  history: History
}

const isSteps = listOf(listOf(isCommand))
const isKept = shaped({ digest: isText, done: isSteps, undone: isSteps })

const listeners = new Set<() => void>()
/** What was read or written by this page; the browser's own store keeps it over a reload. */
const drafts = new Map<string, Draft>()

/** The draft under this name, or null. `specOf` finds the design it was made on. */
export function useStoredDraft(name: string, specOf: (digest: string) => DesignSpec | null): Draft | null {
  return useSyncExternalStore(
    subscribe,
    () => readDraft(name, specOf),
    () => null,
  )
}

/** Keeps a draft, or forgets it when nothing was done. */
export function writeDraft(name: string, draft: Draft | null): void {
  const isEmpty = !draft || draft.history.done.length + draft.history.undone.length === 0
  if (isEmpty) drafts.delete(name)
  else drafts.set(name, draft)
  withStore((store) => (isEmpty ? store.removeItem(keyOf(name)) : store.setItem(keyOf(name), textOf(draft))))
  for (const listener of listeners) listener()
}

function readDraft(name: string, specOf: (digest: string) => DesignSpec | null): Draft | null {
  const known = drafts.get(name)
  if (known) return known
  const revived = revive(withStore((store) => store.getItem(keyOf(name))) ?? null, specOf)
  if (revived) drafts.set(name, revived)
  return revived
}

/** A draft as it was written down: its steps are done again on the design they were made on. */
export function revive(text: string | null, specOf: (digest: string) => DesignSpec | null): Draft | null {
  const kept = text === null ? null : readAs(isKept, parsed(text))
  const spec = kept && specOf(kept.digest)
  if (!kept || !spec) return null
  const { digest, done, undone } = kept
  const history = replay(spec, done)
  return { digest, history: { ...history, undone: undone.map((commands) => ({ commands, inverse: [] })) } }
}

export function textOf({ digest, history }: Draft): string {
  const steps = (all: History['done']) => all.map(({ commands }) => commands)
  return JSON.stringify({ digest, done: steps(history.done), undone: steps(history.undone) })
}

const keyOf = (name: string) => `design-draft ${name}`

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Without a store, as in a private window, a draft lasts as long as the page. */
function withStore<Result>(use: (store: Storage) => Result): Result | null {
  try {
    return use(sessionStorage)
  } catch {
    return null
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
