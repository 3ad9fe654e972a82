import { join } from 'node:path'
import { packageRoot } from '#server/platform/env.ts'

/** A page that follows from the code, wholly or between two markers. */
export interface Page {
  /** From the package's root. */
  path: string
  /** The whole page as it should be, given the page as it is; the same code always gives the same page. */
  render(current: string): string | Promise<string>
}

export const fileOf = ({ path }: Page): string => join(packageRoot, path)

/** A page of docs/reference: title, where it comes from, and its parts. */
export function referencePage(title: string, source: string, ...parts: readonly string[]): string {
  return (
    [`# ${title}`, `Made from ${source} by \`node tools/docs/write.ts\`.`, ...parts, ''].join('\n\n').trimEnd() + '\n'
  )
}

/** A Markdown table as Biome writes it. Cells are Markdown already; a bar in them would end the cell. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [heading, ...rows].map((cells) => cells.map((cell) => cell.replace(/\s*\n\s*/g, ' ')))
  const widths = heading.map((_, column) => Math.max(3, ...lines.map((cells) => (cells[column] ?? '').length)))
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, at) => (cells[at] ?? '').padEnd(width)).join(' | ')} |`
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  const [first = [], ...others] = lines
  return [line(first), rule, ...others.map(line)].join('\n')
}

export const code = (text: string): string => `\`${text}\``

/**
 * Puts new text between two markers of a page written by hand.
 * @throws Error when the page does not have both, each once.
 */
export function between(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- ${name}: made by node tools/docs/write.ts -->`, `<!-- /${name} -->`]
  const [before, rest, ...more] = page.split(begin)
  const [, after, ...still] = (rest ?? '').split(end)
  if (before === undefined || after === undefined || more.length > 0 || still.length > 0) {
    throw new Error(`The page has to have ${begin} and ${end}, once each.`)
  }
  return `${before}${begin}\n${text}\n${end}${after}`
}
