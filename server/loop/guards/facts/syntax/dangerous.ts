import ts from 'typescript'
import type { thresholds } from '#server/policy/index.ts'
import { namesFrom } from './imports.ts'
import { dottedName, isAdded, lineOf, literalText, nodesOf, type Source } from './source.ts'
import { composesText } from './static-text.ts'

type Kind = (typeof thresholds)['dangerousCalls'][number]

export interface DangerousCall {
  kind: Kind
  text: string
  path: string
  line: number
}

/** Calls in added lines that run text or programs, or put text where it will be run. Rego decides what that means. */
export function dangerousCalls(source: Source): DangerousCall[] {
  const processes = namesFrom(source, ['child_process'])
  const machines = namesFrom(source, ['vm'])
  return [...nodesOf(source.tree)].flatMap((node) => {
    const kind = kindOf(source, node, processes, machines)
    if (kind === null || !isAdded(source, node)) return []
    const text = node.getText(source.tree).replace(/\s+/g, ' ').slice(0, 80)
    return [{ kind, text, path: source.path, line: lineOf(source, node) }]
  })
}

const evaluating = new Set(['eval', 'globalThis.eval', 'window.eval', 'global.eval'])
const querying = /\.(query|queryRaw|execute|executeRaw|unsafe|\$queryRawUnsafe|\$executeRawUnsafe)$/

function kindOf(source: Source, node: ts.Node, processes: Set<string>, machines: Set<string>): Kind | null {
  if (writesHtml(node)) return 'unsafeHtml'
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return null
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText(source.tree) === 'require')
    return literalText(node.arguments?.[0]) === null ? 'dynamicImport' : null
  const name = dottedName(node.expression)
  if (name === null) return null
  const [first = ''] = name.split('.')
  if (evaluating.has(name)) return 'eval'
  if (name === 'Function' || name === 'globalThis.Function') return 'functionConstructor'
  if (processes.has(first) || /^(child_process|process\.binding|process\.dlopen)\b/.test(name)) return 'childProcess'
  if (machines.has(first)) return 'virtualMachine'
  if (name === 'document.write' || name.endsWith('.insertAdjacentHTML')) return 'unsafeHtml'
  const [statement] = node.arguments ?? []
  return querying.test(name) && statement && composesText(source, statement) ? 'rawSql' : null
}

function writesHtml(node: ts.Node): boolean {
  if (ts.isJsxAttribute(node)) return node.name.getText() === 'dangerouslySetInnerHTML'
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false
  return ts.isPropertyAccessExpression(node.left) && ['innerHTML', 'outerHTML'].includes(node.left.name.text)
}
