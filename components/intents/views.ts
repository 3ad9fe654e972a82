/** The ways to look at an intent, in the order of the keys 1 to 6. */
export const intentViewNames = ['activity', 'plan', 'diff', 'checks', 'models', 'lineage'] as const
export type IntentViewName = (typeof intentViewNames)[number]

/** What the address asks for; activity when it asks for nothing there is. */
export function intentView(asked: string | null | undefined): IntentViewName {
  return intentViewNames.find((view) => view === asked) ?? 'activity'
}

/** Lines of code and designs beside each other need the whole width; the rest leaves room for what is asked and decided. */
export const isWide = (view: IntentViewName): boolean => view === 'diff' || view === 'plan'
