/** What someone was writing when the session, the line or the browser gave out. It stays in this tab, under its writer's id. */
export interface Unfinished {
  personId: string
  requestId: string
  decision: string
}

const nameOf = ({ personId, requestId, decision }: Unfinished) => `decision:${personId}:${requestId}:${decision}`

/** Empty when nothing was kept, or nothing can be, as in some private windows. */
export function keptWords(of: Unfinished): string {
  try {
    return sessionStorage.getItem(nameOf(of)) ?? ''
  } catch {
    return ''
  }
}

/** @returns whether it could be kept */
export function keepWords(of: Unfinished, words: string): boolean {
  try {
    if (words === '') sessionStorage.removeItem(nameOf(of))
    else sessionStorage.setItem(nameOf(of), words)
    return true
  } catch {
    return false
  }
}
