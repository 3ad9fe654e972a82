import { gathered } from '#components/live/following.ts'
import { asking } from '#components/rpc/asking.ts'

/** As many as one question may name. */
const atOnce = 200

const known = new Map<string, string>()
const wanted = new Set<string>()
const listeners = new Set<() => void>()

export function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What this browser knows of how someone is called. */
export const knownName = (id: string) => known.get(id)

/** Asks for a name, once. Those that are wanted together are one question; what cannot be read is asked for by the next who wants it. */
export function want(id: string): void {
  if (known.has(id) || wanted.has(id)) return
  wanted.add(id)
  waiting.add(id)
  question.soon()
}

const waiting = new Set<string>()
const question = gathered(() => {
  const ids = [...waiting]
  waiting.clear()
  for (let at = 0; at < ids.length; at += atOnce) void ask(ids.slice(at, at + atOnce))
}, 0)

async function ask(ids: string[]): Promise<void> {
  try {
    const people = await (await asking()).identity.names.query({ ids })
    for (const { id, displayName } of people) known.set(id, displayName)
    for (const listener of listeners) listener()
  } catch {
    for (const id of ids) wanted.delete(id)
  }
}
