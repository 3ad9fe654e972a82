import { createHash } from 'node:crypto'

/**
 * The first line of every generated source file. It holds a digest of what follows, so that an edit by hand is noticed
 * and never overwritten.
 */
const FIRST_LINE =
  /^(?:\/\/|--|<!--) Generated from model\/service\.json; change the model, not this file\. ([0-9a-f]{12})(?: -->)?\n/

/** Puts the line on top, as a comment of the file's own language. */
export function stamp(path: string, body: string): string {
  const line = `Generated from model/service.json; change the model, not this file. ${digest(body)}`
  return path.endsWith('.md') ? `<!-- ${line} -->\n${body}` : `// ${line}\n${body}`
}

/** True when the file is exactly as a generator left it. */
export function isUntouched(content: string): boolean {
  const found = FIRST_LINE.exec(content)
  return found !== null && found[1] === digest(content.slice(found[0].length))
}

function digest(body: string): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 12)
}
