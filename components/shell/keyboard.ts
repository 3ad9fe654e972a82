/** How long the second of two keys may take. When it elapses the first is forgotten. */
export const sequenceMs = 1_500

/** What stands in front of the page: while it does, no single key is for what is behind it. */
export const inFront = 'dialog[open], [role="menu"]'

export interface Pending {
  key: string
  at: number
}

interface Followed {
  /** The shortcut that is complete with this key. */
  meant: string | null
  pending: Pending | null
}

/** One key after another: `g` and `h` within the time are `g h`, and a first key on its own means nothing yet. */
export function follow(known: readonly string[], pending: Pending | null, key: string, at: number): Followed {
  const inTime = pending !== null && at - pending.at <= sequenceMs
  const pair = inTime ? `${pending.key} ${key}` : null
  if (pair && known.includes(pair)) return { meant: pair, pending: null }
  if (known.some((shortcut) => shortcut.startsWith(`${key} `))) return { meant: null, pending: { key, at } }
  return { meant: known.includes(key) ? key : null, pending: null }
}
