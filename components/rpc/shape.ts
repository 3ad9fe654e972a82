/** Says whether a value has a shape. A page reads with these what earlier versions stored: a schema library is ten times its size. */
export type Guard<Of> = (value: unknown) => value is Of

/** What a guard lets through. */
export type Guarded<By> = By extends Guard<infer Of> ? Of : never

export const isText: Guard<string> = (value) => typeof value === 'string'
export const isNumber: Guard<number> = (value): value is number => typeof value === 'number' && Number.isFinite(value)
export const isYesOrNo: Guard<boolean> = (value) => typeof value === 'boolean'

export function orNull<Of>(of: Guard<Of>): Guard<Of | null> {
  return (value): value is Of | null => value === null || of(value)
}

export function orLeftOut<Of>(of: Guard<Of>): Guard<Of | undefined> {
  return (value): value is Of | undefined => value === undefined || of(value)
}

export function oneOf<Word extends string>(words: readonly Word[]): Guard<Word> {
  return (value): value is Word => words.some((word) => word === value)
}

export function listOf<Of>(of: Guard<Of>): Guard<Of[]> {
  return (value): value is Of[] => Array.isArray(value) && value.every(of)
}

/** Any names, each with a value of one shape. */
export function recordOf<Of>(of: Guard<Of>): Guard<Record<string, Of>> {
  return (value): value is Record<string, Of> => isObject(value) && Object.values(value).every(of)
}

/** These names at least; others are let be. */
export function shaped<Of>(parts: { readonly [Part in keyof Of]-?: Guard<Of[Part]> }): Guard<Of> {
  const guards: readonly (readonly [string, Guard<unknown>])[] = Object.entries(parts)
  return (value): value is Of => isObject(value) && guards.every(([name, guard]) => guard(value[name]))
}

/** The value, or null when it has another shape. */
export function readAs<Of>(guard: Guard<Of>, value: unknown): Of | null {
  return guard(value) ? value : null
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
