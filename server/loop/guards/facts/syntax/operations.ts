import ts from 'typescript'
import { bodyUse } from './body.ts'
import { isAdded, isTest, lineOf, literalText, nodesOf, type Source } from './source.ts'

/** One HTTP operation of the service, and how its handler treats what the request carries. */
export interface Operation {
  operation: string
  readsBody: boolean | null
  validated: boolean | null
  path: string
  line: number
  added: boolean
}

const methods = new Set(['get', 'post', 'put', 'patch', 'delete', 'options', 'all'])

/** All operations that the sources register with a router, each below the paths its routes are mounted at. */
export function operationsOf(sources: readonly Source[]): Operation[] {
  const served = sources.filter(({ path }) => !isTest(path) && !path.startsWith('front/'))
  const mounts = mountsOf(served)
  return served.flatMap((source) =>
    [...nodesOf(source.tree)].flatMap((node) => {
      const route = routeOf(node)
      if (!route) return []
      const use = bodyUse(source, route.method, route.handlers)
      const place = { path: source.path, line: lineOf(source, node), added: isAdded(source, node) }
      return prefixesOf(node, mounts).map((prefix) => ({
        operation: `${route.method} ${openApiPath(prefix + (route.path ?? '/*'))}`,
        ...use,
        ...place,
      }))
    }),
  )
}

interface Route {
  method: string
  /** Null when it is not a literal. */
  path: string | null
  handlers: ts.Expression[]
}

/** `routes.get('/', handler)` or `routes.on('GET', '/', handler)`: a method, something like a path, and a handler. */
function routeOf(node: ts.Node): Route | null {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null
  const name = node.expression.name.text
  if (name === 'on') return routeFrom(literalText(node.arguments[0]) ?? '*', node.arguments.slice(1))
  return methods.has(name) ? routeFrom(name, node.arguments) : null
}

function routeFrom(method: string, [first, ...handlers]: readonly ts.Expression[]): Route | null {
  const last = handlers.at(-1)
  if (!first || !last) return null
  const path = literalText(first)
  const handled = ts.isArrowFunction(last) || ts.isFunctionExpression(last)
  if (path === null ? !handled : !path.startsWith('/')) return null
  return { method: method.toUpperCase(), path, handlers }
}

/** Where `app.route('/berths', berthsRoutes(service))` puts what the function of that name registers. */
function mountsOf(sources: readonly Source[]): Map<string, string[]> {
  const mounts = new Map<string, string[]>()
  for (const { tree } of sources) {
    for (const node of nodesOf(tree)) {
      if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) continue
      const [path, mounted] = node.arguments
      if (node.expression.name.text !== 'route' || !mounted) continue
      const named = ts.isCallExpression(mounted) ? mounted.expression : mounted
      const name = named.getText(tree)
      mounts.set(name, [...(mounts.get(name) ?? []), literalText(path) ?? '/*'])
    }
  }
  return mounts
}

function prefixesOf(node: ts.Node, mounts: Map<string, string[]>): string[] {
  for (let up: ts.Node | undefined = node; up; up = up.parent) {
    const name = ts.isFunctionDeclaration(up) || ts.isVariableDeclaration(up) ? up.name?.getText() : undefined
    const found = name === undefined ? undefined : mounts.get(name)
    if (found) return found
  }
  return ['']
}

function openApiPath(path: string): string {
  const named = path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}').replace(/\/{2,}/g, '/')
  return named.length > 1 ? named.replace(/\/$/, '') : named
}
