import { isBuiltin } from 'node:module'
import ts from 'typescript'
import { isAdded, lineOf, literalText, nodesOf, type Source } from './source.ts'

export interface AddedImport {
  module: string
  builtin: boolean
  locked: boolean | null
  path: string
  line: number
}

/** Packages and built-in modules that the change starts to use. @param locked package names of the lockfile, or null */
export function addedImports(source: Source, locked: ReadonlySet<string> | null): AddedImport[] {
  return [...nodesOf(source.tree)].flatMap((node) => {
    const specifier = specifierOf(node)
    if (specifier === null || !isAdded(source, node) || isOwn(specifier)) return []
    const builtin = isBuiltin(specifier)
    const name = builtin ? specifier.replace(/^node:/, '').replace(/\/.*/, '') : packageOf(specifier)
    const place = { path: source.path, line: lineOf(source, node) }
    return [{ module: name, builtin, locked: builtin || locked === null ? null : locked.has(name), ...place }]
  })
}

/** Names of this file that come from one of the modules, such as `exec` from `child_process`. */
export function namesFrom(source: Source, modules: readonly string[]): Set<string> {
  const names = new Set<string>()
  for (const node of source.tree.statements) {
    if (!ts.isImportDeclaration(node)) continue
    const specifier = literalText(node.moduleSpecifier)?.replace(/^node:/, '')
    if (specifier === undefined || !modules.includes(specifier)) continue
    const { name, namedBindings } = node.importClause ?? {}
    if (name) names.add(name.text)
    if (namedBindings && ts.isNamespaceImport(namedBindings)) names.add(namedBindings.name.text)
    if (namedBindings && ts.isNamedImports(namedBindings))
      for (const each of namedBindings.elements) names.add(each.name.text)
  }
  return names
}

function specifierOf(node: ts.Node): string | null {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return literalText(node.moduleSpecifier)
  if (!ts.isCallExpression(node)) return null
  const loads = node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require'
  return loads ? literalText(node.arguments[0]) : null
}

function isOwn(specifier: string): boolean {
  return specifier.startsWith('.') || specifier.startsWith('/') || specifier.startsWith('#')
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}
