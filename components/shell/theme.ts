export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** The theme a person chose; `system` when none, or none we know. */
export function readTheme(value: unknown): Theme {
  return themes.find((theme) => theme === value) ?? 'system'
}
