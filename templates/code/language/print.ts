/** Prints TypeScript the way Biome would, so that generated code is formatted without a formatter at hand. */

/** Biome's `lineWidth` in the service's own `biome.json`. */
const LINE_WIDTH = 120

/** `head + items + tail` on one line when it fits, else one item per line with a trailing comma. */
export function fit(head: string, items: readonly string[], tail: string, indent = 0): string {
  const pad = ' '.repeat(indent)
  const padded = head.endsWith('{') && items.length > 0 ? ' ' : ''
  const line = `${pad}${head}${padded}${items.join(', ')}${padded}${tail}`
  const firstLine = line.split('\n')[0] ?? ''
  if (!items.some((item) => item.includes('\n')) && firstLine.length <= LINE_WIDTH) return line
  return [`${pad}${head}`, ...items.map((item) => `${pad}  ${item},`), `${pad}${tail}`].join('\n')
}

/** An object that stays open, one entry per line; `{}` when there is nothing in it. `value` may span lines. */
export function open(entries: readonly (readonly [key: string, value: string])[], indent = 0): string {
  if (entries.length === 0) return '{}'
  const pad = ' '.repeat(indent)
  return ['{', ...entries.map(([key, value]) => property(key, value, `${pad}  `)), `${pad}}`].join('\n')
}

/** A text that does not fit beside its key goes below it. */
function property(key: string, value: string, pad: string): string {
  const line = `${pad}${key}: ${value},`
  return line.length > LINE_WIDTH && /^['"]/.test(value) ? `${pad}${key}:\n${pad}  ${value},` : line
}

/** A string literal in the quotes that need fewer escapes, single ones when it makes no difference. */
export function quoted(value: string): string {
  const body = JSON.stringify(value)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
  const single = value.split("'").length
  const double = value.split('"').length
  return single > double ? `"${body.replaceAll('"', '\\"')}"` : `'${body.replaceAll("'", "\\'")}'`
}

/** A JSON value as a literal. Numbers as Biome writes them: lower-case exponent, no plus. */
export function literal(value: string | number | boolean | null | undefined): string {
  if (typeof value === 'string') return quoted(value)
  return String(value).replace('e+', 'e')
}
