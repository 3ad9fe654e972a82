import type { Removed } from '#server/loop/intents/vocabulary.ts'

/** Puts back what was taken out. Only for showing a person their own words on this machine; never for a model or a leaf. */
export function restore(text: string, removed: readonly Removed[]): string {
  const values = new Map(removed.map(({ placeholder, value }) => [placeholder, value]))
  return text.replaceAll(/⟦[A-Z_]+_\d+⟧/g, (placeholder) => values.get(placeholder) ?? placeholder)
}
