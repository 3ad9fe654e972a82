/** A source file before it is parsed: this file loads no parser. */
export interface SourceText {
  path: string
  text: string
  added: ReadonlySet<number>
}

/** What holds code that runs, or is built into what runs. */
export function isSource(path: string): boolean {
  return /\.([cm]?[jt]s|[jt]sx)$/.test(path) && !path.endsWith('.d.ts')
}
