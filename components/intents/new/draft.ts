import { isText, readAs, shaped } from '#components/rpc/shape.ts'

/** What someone has begun to write. */
export interface Draft {
  service: string
  text: string
}

const isDraft = shaped<Draft>({ service: isText, text: isText })

const placeOf = (personId: string) => `intent-draft:${personId}`

/** What this person left in this browser; null when there is nothing, or it cannot be read. */
export function readDraft(personId: string): Draft | null {
  try {
    return readAs(isDraft, JSON.parse(localStorage.getItem(placeOf(personId)) ?? 'null'))
  } catch {
    return null
  }
}

/**
 * Keeps it over reloads, ended sessions and lost lines; an empty one is forgotten.
 * @returns false where the browser keeps nothing, as in some private windows or when its store is full
 */
export function keepDraft(personId: string, draft: Draft): boolean {
  try {
    if (draft.text.trim() === '') localStorage.removeItem(placeOf(personId))
    else localStorage.setItem(placeOf(personId), JSON.stringify(draft))
    return true
  } catch {
    return false
  }
}
