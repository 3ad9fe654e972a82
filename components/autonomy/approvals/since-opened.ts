import type { RequestView } from '#server/loop/autonomy/approvals/vocabulary.ts'

type Slot = RequestView['slots'][number]

/** What happened to a request after someone began to read it. */
export type Happened =
  | { kind: 'decided'; slot: Slot }
  | { kind: 'closed'; state: string }
  | { kind: 'moved'; before: string; now: string }

/** What is not as it was when the reader opened it, decisions first. */
export function sinceOpened(opened: RequestView, now: RequestView): Happened[] {
  const stateThen = new Map(opened.slots.map(({ role, state }) => [role, state]))
  const decided = now.slots.filter(({ role, state }) => state !== 'waiting' && state !== stateThen.get(role))
  return [
    ...decided.map((slot) => ({ kind: 'decided', slot }) as const),
    ...(now.state !== opened.state && now.state !== 'open' ? [{ kind: 'closed', state: now.state } as const] : []),
    ...(now.digest === opened.digest ? [] : [{ kind: 'moved', before: opened.digest, now: now.digest } as const]),
  ]
}

interface Question {
  id: string
  purpose: string
  state: string
}

/** The question that took the place of one that lapsed: the open one of the same purpose. */
export function successorOf<Asked extends Question>(lapsed: Question, all: readonly Asked[]): Asked | null {
  if (lapsed.state !== 'lapsed') return null
  return (
    all.findLast(({ id, purpose, state }) => id !== lapsed.id && purpose === lapsed.purpose && state === 'open') ?? null
  )
}

interface Named {
  name: string
  sha256: string
}

/** A part of the evidence that is another one now; null where it was not, or is no more. */
export interface MovedPart {
  part: string
  before: string | null
  now: string | null
}

/** Which artifacts and commits two evidence bundles name differently. A commit is named `head:<id>`. */
export function movedParts(before: readonly Named[], now: readonly Named[]): MovedPart[] {
  const [then, today] = [partsOf(before), partsOf(now)]
  return [...new Set([...then.keys(), ...today.keys()])]
    .map((part) => ({ part, before: then.get(part) ?? null, now: today.get(part) ?? null }))
    .filter((moved) => moved.before !== moved.now)
}

function partsOf(artifacts: readonly Named[]): Map<string, string> {
  return new Map(
    artifacts.map(({ name, sha256 }) => {
      const [part = name, id] = name.split(':')
      return [part, id ?? sha256]
    }),
  )
}
