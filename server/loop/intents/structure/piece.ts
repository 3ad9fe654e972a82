/** A stretch of the intent that remembers where it stood, so that every value can point at its words. */
export interface Piece {
  text: string
  start: number
}

export const endOf = (piece: Piece) => piece.start + piece.text.length

export function slice(piece: Piece, from: number, to: number = piece.text.length): Piece {
  return trimmed({ text: piece.text.slice(from, to), start: piece.start + from })
}

export function trimmed({ text, start }: Piece): Piece {
  return { text: text.trim(), start: start + text.length - text.trimStart().length }
}

export type Found = Readonly<Record<string, Piece | undefined>> & { readonly whole: Piece }

/** The first match and its named groups, each as a piece. */
export function find(piece: Piece, expression: RegExp): Found | null {
  const match = new RegExp(expression.source, `${expression.flags.replace('g', '')}d`).exec(piece.text)
  if (!match?.indices) return null
  const groups = Object.entries(match.indices.groups ?? {}).flatMap(([name, at]) =>
    at ? [[name, slice(piece, at[0], at[1])] as const] : [],
  )
  const [from, to] = match.indices[0] ?? [0, 0]
  return { ...Object.fromEntries(groups), whole: slice(piece, from, to) }
}

/** The first of several expressions that matches. */
export function findFirst(piece: Piece, expressions: readonly RegExp[]): Found | null {
  for (const expression of expressions) {
    const found = find(piece, expression)
    if (found) return found
  }
  return null
}

/** The piece without what matched at its start. */
export function after(piece: Piece, found: Found): Piece {
  return slice(piece, endOf(found.whole) - piece.start)
}

/** Splits where the separator matches outside brackets and quotation marks. Empty parts are left out. */
export function split(piece: Piece, separator: RegExp): Piece[] {
  const parts: Piece[] = []
  let from = 0
  for (const match of piece.text.matchAll(new RegExp(separator.source, `${separator.flags.replace('g', '')}g`))) {
    if (isEnclosed(piece.text, match.index)) continue
    parts.push(slice(piece, from, match.index))
    from = match.index + match[0].length
  }
  parts.push(slice(piece, from))
  return parts.filter(({ text }) => text !== '')
}

function isEnclosed(text: string, index: number): boolean {
  const before = text.slice(0, index)
  const depth = count(before, /[([{]/g) - count(before, /[)\]}]/g)
  return (
    (depth > 0 && /[)\]}]/.test(text.slice(index))) ||
    (count(before, /["“”]/g) % 2 === 1 && /["”]/.test(text.slice(index)))
  )
}

const count = (text: string, expression: RegExp) => text.match(expression)?.length ?? 0
