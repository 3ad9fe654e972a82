import ts from 'typescript'
import { nodesOf, type Source } from './source.ts'

/** What a handler does with its request's body. */
export interface BodyUse {
  readsBody: boolean | null
  validated: boolean | null
}

const reading = /(^|\.)(jsonBody|json|parseBody|formData|arrayBuffer|blob|text|body)$/
const checking = /\.(parse|safeParse|parseAsync|safeParseAsync)$/

/** Null where it cannot be told, which no rule takes for a yes. */
export function bodyUse(source: Source, method: string, handlers: readonly ts.Expression[]): BodyUse {
  const bodies = handlers.map((handler) => resolved(source, handler)).filter((body) => body !== null)
  const carries = !['GET', 'HEAD', 'OPTIONS', 'DELETE'].includes(method)
  if (bodies.length === 0) return { readsBody: carries ? null : false, validated: null }
  const nodes = bodies.flatMap((body) => [...nodesOf(body)])
  const reads = nodes.filter((node) => isRead(source, node))
  if (reads.length === 0) return { readsBody: carries && passesContext(nodes, bodies) ? null : false, validated: null }
  const names = new Set(reads.map(nameGiven).filter((name) => name !== null))
  const checks = nodes.filter(
    (node) => ts.isCallExpression(node) && checking.test(node.expression.getText(source.tree)),
  )
  const every = reads.every((read) => {
    const name = nameGiven(read)
    return checks.some((check) =>
      [...nodesOf(check)].some((inner) => inner === read || (name !== null && isNamed(inner, name))),
    )
  })
  return { readsBody: true, validated: every && names.size <= reads.length }
}

/** The handler itself, or the function of that name in this file. */
function resolved(source: Source, handler: ts.Expression): ts.Node | null {
  if (ts.isArrowFunction(handler) || ts.isFunctionExpression(handler)) return handler
  if (!ts.isIdentifier(handler)) return null
  const found = [...nodesOf(source.tree)].find(
    (node) => ts.isFunctionDeclaration(node) && node.name?.text === handler.text,
  )
  return found ?? null
}

/** `c.req.json()` or `jsonBody(c)`; answering with `c.json(…)` reads nothing. */
function isRead(source: Source, node: ts.Node): boolean {
  if (!ts.isCallExpression(node)) return false
  const name = node.expression.getText(source.tree)
  return reading.test(name) && (name === 'jsonBody' || /\breq(uest)?\b/.test(name))
}

function nameGiven(read: ts.Node): string | null {
  const outer = ts.isAwaitExpression(read.parent) ? read.parent.parent : read.parent
  return ts.isVariableDeclaration(outer) && ts.isIdentifier(outer.name) ? outer.name.text : null
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name
}

/** Hands its context to some other function, which may read the body where we do not look. */
function passesContext(nodes: readonly ts.Node[], handlers: readonly ts.Node[]): boolean {
  const contexts = new Set(
    handlers.flatMap((handler) => (ts.isFunctionLike(handler) ? [handler.parameters[0]?.name.getText() ?? ''] : [])),
  )
  return nodes.some(
    (node) =>
      ts.isCallExpression(node) && node.arguments.some((each) => ts.isIdentifier(each) && contexts.has(each.text)),
  )
}
