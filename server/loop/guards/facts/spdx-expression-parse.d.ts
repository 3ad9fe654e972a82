declare module 'spdx-expression-parse' {
  /** @throws when the text is no SPDX licence expression. */
  export default function parse(expression: string): unknown
}
