import ts from 'typescript'
import { dottedName, isAdded, lineOf, literalText, nodesOf, type Source } from './source.ts'

export interface ReadVariable {
  name: string
  path: string
  line: number
}

/** Environment variables that added lines read; `*` when which one cannot be told. */
export function readEnvironment(source: Source): ReadVariable[] {
  return [...nodesOf(source.tree)].flatMap((node) => {
    if (!isEnvironment(node) || !isAdded(source, node.parent)) return []
    const place = { path: source.path, line: lineOf(source, node) }
    return namesRead(node).map((name) => ({ name, ...place }))
  })
}

function isEnvironment(node: ts.Node): node is ts.PropertyAccessExpression {
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== 'env') return false
  return dottedName(node.expression) === 'process' || ts.isMetaProperty(node.expression)
}

function namesRead(node: ts.PropertyAccessExpression): string[] {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node) return [parent.name.text]
  if (ts.isElementAccessExpression(parent)) return [literalText(parent.argumentExpression) ?? '*']
  if (ts.isVariableDeclaration(parent) && ts.isObjectBindingPattern(parent.name)) {
    return parent.name.elements.map(({ name, propertyName, dotDotDotToken }) => {
      return dotDotDotToken ? '*' : (propertyName ?? name).getText()
    })
  }
  return ['*']
}
