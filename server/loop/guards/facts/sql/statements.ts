/** One SQL statement with the line it begins at; comments are gone, quoted text is whole. */
export interface Statement {
  text: string
  line: number
}

const token = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|;|[^'"$;/-]+|[\s\S]/g

/** Splits a migration at the semicolons that end statements. */
export function statementsOf(sql: string): Statement[] {
  const found: Statement[] = []
  let text = ''
  let line = 1
  let begins = 1
  const close = () => {
    if (text.trim() !== '') found.push({ text: text.trim(), line: begins })
    text = ''
  }
  for (const [part] of sql.matchAll(token)) {
    const isComment = part.startsWith('--') || part.startsWith('/*')
    if (text.trim() === '' && !isComment && part.trim() !== '') {
      begins = line + (part.match(/^\s*/)?.[0].split('\n').length ?? 1) - 1
    }
    if (part === ';') close()
    else text += isComment ? ' ' : part
    line += part.split('\n').length - 1
  }
  close()
  return found
}

/** Splits at commas outside brackets and quotes. */
export function listed(text: string): string[] {
  const parts = ['']
  let depth = 0
  for (const [part] of text.matchAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[(),]|[^'"(),]+|[\s\S]/g)) {
    if (part === '(') depth++
    if (part === ')') depth--
    if (part === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += part
  }
  return parts.map((each) => each.trim()).filter((each) => each !== '')
}

/** `"Crew"` is Crew, `Crew` is crew, `public.crew` is crew: as PostgreSQL reads names. */
export function nameOf(written: string): string {
  const last = written.match(/(?:"(?:[^"]|"")*"|[^."\s]+)$/)?.[0] ?? written
  return last.startsWith('"') ? last.slice(1, -1).replaceAll('""', '"') : last.toLowerCase()
}
