import ts from 'typescript'
import { nodesOf, type Source } from './source.ts'

/**
 * Is this text put together from anything that is not written in this very file? Constants made of constants are not; a
 * value that merely passes through (a parameter) is not put together here.
 */
export function composesText(source: Source, node: ts.Expression, seen: ReadonlySet<string> = new Set()): boolean {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return composesText(source, node.expression, seen)
  if (ts.isTemplateExpression(node)) return node.templateSpans.some((span) => !isStatic(source, span.expression, seen))
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return !isStatic(source, node, seen)
  if (ts.isIdentifier(node) && !seen.has(node.text)) {
    const declared = declarationsOf(source, node.text)
    return declared.some((value) => composesText(source, value, new Set([...seen, node.text])))
  }
  return ts.isCallExpression(node) && /\.(concat|join|replace|replaceAll)$/.test(node.expression.getText(source.tree))
}

function isStatic(source: Source, node: ts.Expression, seen: ReadonlySet<string>): boolean {
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return true
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return isStatic(source, node.expression, seen)
  if (ts.isTemplateExpression(node)) return node.templateSpans.every((span) => isStatic(source, span.expression, seen))
  if (ts.isBinaryExpression(node)) return isStatic(source, node.left, seen) && isStatic(source, node.right, seen)
  if (!ts.isIdentifier(node) || seen.has(node.text)) return false
  const declared = declarationsOf(source, node.text)
  return declared.length > 0 && declared.every((value) => isStatic(source, value, new Set([...seen, node.text])))
}

/** What every `const` of the name in this file is set to; a `let` or a parameter of that name makes it nothing certain. */
function declarationsOf(source: Source, name: string): ts.Expression[] {
  const found: ts.Expression[] = []
  for (const node of nodesOf(source.tree)) {
    if (ts.isParameter(node) && ts.isIdentifier(node.name) && node.name.text === name) return []
    if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name) || node.name.text !== name) continue
    if (!node.initializer) return []
    found.push(node.initializer)
  }
  return found
}
