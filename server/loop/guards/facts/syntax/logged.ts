import ts from 'typescript'
import { dottedName, isAdded, lineOf, nodesOf, type Source } from './source.ts'

export interface Logged {
  name: string
  path: string
  line: number
}

const logging = /^(console|log|logger|.*\.log|.*\.logger)\.(log|trace|debug|info|warn|error|fatal)$/

/** Names of personal fields that added lines hand to a log. */
export function loggedPersonal(source: Source, personal: ReadonlySet<string>): Logged[] {
  return [...nodesOf(source.tree)].flatMap((node) => {
    if (!ts.isCallExpression(node) || !isAdded(source, node)) return []
    if (!logging.test(dottedName(node.expression) ?? '')) return []
    const names = node.arguments.flatMap((each) => [...nodesOf(each)]).filter(ts.isIdentifier)
    const found = new Set(names.map(({ text }) => text).filter((name) => personal.has(name)))
    return [...found].map((name) => ({ name, path: source.path, line: lineOf(source, node) }))
  })
}
