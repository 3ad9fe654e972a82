/** What the address can ask of the list of intents, by name; null is everything. */
export const askedNames = ['q', 'standing', 'tier', 'service', 'by', 'before'] as const
export type AskedIntents = Readonly<Record<(typeof askedNames)[number], string | null>>
