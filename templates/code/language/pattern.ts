import { ensureTemplate } from '#templates/code/no-template.ts'

/**
 * Makes strings that a regular expression accepts, for tests and examples. It reads the everyday part of the language
 * (letters, classes, groups, alternatives, counts, anchors) and refuses what it cannot read, together with repetitions
 * inside repetitions, which can take for ever on hostile input.
 */
type Node =
  | { kind: 'characters'; from: string }
  | { kind: 'sequence'; parts: Node[] }
  | { kind: 'choice'; options: Node[] }
  | { kind: 'repeat'; node: Node; least: number; most: number }

const DIGITS = '0123456789'
const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const UPPER = LOWER.toUpperCase()
const PRINTABLE = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('')
const classes: Readonly<Record<string, string>> = { d: DIGITS, w: `${LOWER}${UPPER}${DIGITS}_`, s: ' ' }

/**
 * Up to `count` different strings that match, shortest first.
 * @throws NoTemplate when the pattern is not valid, not readable here, or not safe.
 */
export function matching(pattern: string, count: number): string[] {
  const expression = compile(pattern)
  const node = new Reader(pattern).whole()
  ensureTemplate(
    !nested(node, false),
    `The pattern ${pattern} repeats inside a repetition, which can be made to run for ever.`,
  )
  const found = new Set<string>()
  for (let seed = 0; seed < count * 8 && found.size < count; seed++) {
    const value = write(node, seed)
    if (expression.test(value)) found.add(value)
  }
  ensureTemplate(found.size > 0, `No example could be made for the pattern ${pattern}.`)
  return [...found]
}

function compile(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u')
  } catch {
    ensureTemplate(false, `The pattern ${pattern} is not a valid regular expression.`)
  }
}

function nested(node: Node, repeated: boolean): boolean {
  if (node.kind === 'characters') return false
  if (node.kind === 'sequence') return node.parts.some((part) => nested(part, repeated))
  if (node.kind === 'choice') return repeated || node.options.some((option) => nested(option, repeated))
  const unbounded = node.most > 50 || node.most !== node.least
  return (repeated && unbounded) || nested(node.node, repeated || node.most > 50)
}

/** Different seeds choose other characters, alternatives and counts. */
function write(node: Node, seed: number): string {
  if (node.kind === 'characters') return node.from.charAt(seed % node.from.length)
  if (node.kind === 'sequence')
    return node.parts.map((part, index) => write(part, seed + index * (seed > 7 ? 1 : 0))).join('')
  if (node.kind === 'choice')
    return write(node.options[seed % node.options.length] ?? { kind: 'sequence', parts: [] }, seed)
  const extra = Math.floor(seed / 2) % 4
  const times = Math.min(node.least + extra, Math.max(node.least, node.most))
  return Array.from({ length: times }, (_, index) => write(node.node, seed + index)).join('')
}

class Reader {
  private at = 0
  private readonly source: string
  constructor(source: string) {
    this.source = source
  }

  whole(): Node {
    const node = this.choice()
    if (this.at < this.source.length) this.unreadable()
    return node
  }

  private choice(): Node {
    const options = [this.sequence()]
    while (this.take('|')) options.push(this.sequence())
    const [only] = options
    return options.length === 1 && only ? only : { kind: 'choice', options }
  }

  private sequence(): Node {
    const parts: Node[] = []
    while (this.at < this.source.length && !'|)'.includes(this.peek())) {
      if (this.take('^') || this.take('$')) continue
      parts.push(this.counted(this.atom()))
    }
    return { kind: 'sequence', parts }
  }

  private counted(node: Node): Node {
    const braces = /^\{(\d+)(,?)(\d*)\}/.exec(this.source.slice(this.at))
    let counted: Node | undefined
    if (braces) {
      this.at += braces[0].length
      const least = Number(braces[1])
      counted = { kind: 'repeat', node, least, most: braces[3] ? Number(braces[3]) : braces[2] ? 1000 : least }
    } else if (this.take('?')) counted = { kind: 'repeat', node, least: 0, most: 1 }
    else if (this.take('*')) counted = { kind: 'repeat', node, least: 0, most: 1000 }
    else if (this.take('+')) counted = { kind: 'repeat', node, least: 1, most: 1000 }
    if (counted) this.take('?')
    return counted ?? node
  }

  private atom(): Node {
    if (this.take('(')) return this.group()
    if (this.take('[')) return { kind: 'characters', from: this.bracket() }
    if (this.take('.')) return { kind: 'characters', from: `${LOWER}${DIGITS}` }
    if (this.take('\\')) return { kind: 'characters', from: this.escaped() }
    if ('*+?{'.includes(this.peek())) this.unreadable()
    return { kind: 'characters', from: this.next() }
  }

  private group(): Node {
    if (this.take('?') && !this.take(':')) this.unreadable()
    const node = this.choice()
    if (!this.take(')')) this.unreadable()
    return node
  }

  private bracket(): string {
    const negated = this.take('^')
    let members = ''
    while (this.at < this.source.length && !this.take(']')) members += this.member()
    const left = negated ? [...PRINTABLE].filter((character) => !members.includes(character)).join('') : members
    return left === '' ? this.unreadable() : left
  }

  private member(): string {
    const from = this.take('\\') ? this.escaped() : this.next()
    if (from.length > 1 || this.peek() !== '-' || this.source[this.at + 1] === ']') return from
    this.at += 1
    const to = this.take('\\') ? this.escaped() : this.next()
    const [first, last] = [from.charCodeAt(0), to.charCodeAt(0)]
    return Array.from({ length: Math.min(last - first + 1, 200) }, (_, index) =>
      String.fromCharCode(first + index),
    ).join('')
  }

  private escaped(): string {
    const letter = this.next()
    if (classes[letter]) return classes[letter]
    if (/[A-Za-z0-9]/.test(letter)) this.unreadable()
    return letter
  }

  private peek(): string {
    return this.source.charAt(this.at)
  }

  private next(): string {
    const character = this.peek()
    this.at += 1
    return character
  }

  private take(character: string): boolean {
    if (this.peek() !== character || character === '') return false
    this.at += 1
    return true
  }

  private unreadable(): never {
    ensureTemplate(false, `The pattern ${this.source} uses something the templates cannot make an example for.`)
    throw new Error('unreachable')
  }
}
