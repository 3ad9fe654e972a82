import ts from 'typescript'
import type { SourceText } from './source-text.ts'

/** One source file of the commit, parsed, with the lines that the change added. */
export interface Source {
  path: string
  tree: ts.SourceFile
  added: ReadonlySet<number>
}

export function isTest(path: string): boolean {
  return /\.(test|spec)\.[^/]+$|(^|\/)testing\//.test(path)
}

/** Null when the file is not valid: then nothing can be said about it. */
export function parseSource({ path, text, added }: SourceText): Source | null {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const faults = (tree as unknown as { parseDiagnostics: readonly unknown[] }).parseDiagnostics
  return faults.length === 0 ? { path, tree, added } : null
}

/** 1-based. */
export function lineOf(source: Source, node: ts.Node): number {
  return source.tree.getLineAndCharacterOfPosition(node.getStart(source.tree)).line + 1
}

/** Does any line of the node come from this change? */
export function isAdded(source: Source, node: ts.Node): boolean {
  const last = source.tree.getLineAndCharacterOfPosition(node.getEnd()).line + 1
  for (let line = lineOf(source, node); line <= last; line++) if (source.added.has(line)) return true
  return false
}

/** Every node below, in reading order. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node
  const children: ts.Node[] = []
  ts.forEachChild(node, (child) => {
    children.push(child)
  })
  for (const child of children) yield* nodesOf(child)
}

/** `console.error` of a call or access; null when it is not made of plain names. */
export function dottedName(node: ts.Node): string | null {
  if (ts.isIdentifier(node)) return node.text
  if (node.kind === ts.SyntaxKind.ThisKeyword) return 'this'
  if (!ts.isPropertyAccessExpression(node)) return null
  const left = dottedName(node.expression)
  return left === null ? null : `${left}.${node.name.text}`
}

export function literalText(node: ts.Node | undefined): string | null {
  return node && ts.isStringLiteralLike(node) ? node.text : null
}
