/** RFC 8785, the JSON Canonicalization Scheme. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/**
 * The one spelling of a JSON value: names sorted by UTF-16 code units, numbers as ECMAScript prints them.
 * @throws TypeError on what JSON cannot carry: NaN, infinities, lone surrogates, undefined, class instances, cycles.
 */
export function canonicalize(value: unknown): string {
  return write(value, new Set())
}

function write(value: unknown, open: Set<object>): string {
  switch (typeof value) {
    case 'boolean':
      return String(value)
    case 'string':
      if (!value.isWellFormed()) throw new TypeError('a lone surrogate has no canonical form')
      return JSON.stringify(value)
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${value} has no canonical form`)
      return JSON.stringify(value)
    case 'object':
      return value === null ? 'null' : writeNested(value, open)
    default:
      throw new TypeError(`${typeof value} has no canonical form`)
  }
}

function writeNested(value: object, open: Set<object>): string {
  if (open.has(value)) throw new TypeError('a cycle has no canonical form')
  open.add(value)
  const text = Array.isArray(value)
    ? `[${Array.from(value, (item) => write(item, open)).join(',')}]`
    : `{${entries(value)
        .map(([name, item]) => `${write(name, open)}:${write(item, open)}`)
        .join(',')}}`
  open.delete(value)
  return text
}

function entries(value: object): [string, unknown][] {
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null)
    throw new TypeError('only plain objects have a canonical form')
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
}
