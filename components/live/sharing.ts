/** The newer value, made of the older one's parts wherever both say the same: what is drawn of those stays as it is. */
export function sharing<Of>(before: Of, after: Of): Of {
  return shared(before, after) as Of
}

function shared(before: unknown, after: unknown): unknown {
  if (before instanceof Date && after instanceof Date) return before.getTime() === after.getTime() ? before : after
  if (Array.isArray(before) && Array.isArray(after)) {
    const parts = after.map((part: unknown, at) => shared(before[at], part))
    return alike(before, parts) ? before : parts
  }
  if (!isPlain(before) || !isPlain(after)) return after
  const names = Object.keys(after)
  const parts = names.map((name) => shared(before[name], after[name]))
  const same = alike(Object.values(before), parts) && names.every((name) => name in before)
  return same ? before : Object.fromEntries(names.map((name, at) => [name, parts[at]]))
}

function alike(before: readonly unknown[], after: readonly unknown[]): boolean {
  return before.length === after.length && before.every((part, at) => Object.is(part, after[at]))
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
