import { transformJSONSchema } from '@anthropic-ai/sdk/lib/transform-json-schema'

type Schema = Record<string, unknown>

/** How an answer of this schema travels, and how to read it when it has. */
export interface Transport {
  schema: Schema
  /** @throws SyntaxError when a part that travels as text is not JSON. */
  decode(answer: unknown): unknown
}

/**
 * Structured output needs every object's properties by name, so an object whose names are free (an OpenAPI document)
 * travels as text that holds its JSON. Limits that cannot be enforced move into descriptions; the caller parses the answer
 * against the whole schema again.
 */
export function transportOf(schema: Schema): Transport {
  const free: string[][] = []
  const closed = close(schema, [], free)
  return {
    schema: transformJSONSchema(closed),
    decode: (answer) => free.reduce((value, path) => opened(value, path), answer),
  }
}

const each = '*'

function close(schema: Schema, path: readonly string[], free: string[][]): Schema {
  if (isFree(schema)) {
    free.push([...path])
    return { type: 'string', description: 'A JSON object, written as text.' }
  }
  const inner = Object.entries(schema).map(([key, value]) => {
    if (key === 'properties') return [key, closeAll(value as Record<string, Schema>, path, free)] as const
    if (key === 'items') return [key, close(value as Schema, [...path, each], free)] as const
    if (key === 'anyOf' || key === 'oneOf' || key === 'allOf')
      return [key, (value as Schema[]).map((variant) => close(variant, path, free))] as const
    return [key, value] as const
  })
  return Object.fromEntries(inner)
}

const closeAll = (properties: Record<string, Schema>, path: readonly string[], free: string[][]) =>
  Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, close(part, [...path, name], free)]))

function isFree(schema: Schema): boolean {
  const { type, properties, additionalProperties } = schema
  if (Object.keys(schema).every((key) => key === 'description')) return true
  return type === 'object' && properties === undefined && additionalProperties !== false
}

function opened(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return typeof value === 'string' ? (JSON.parse(value) as unknown) : value
  if (name === each) return Array.isArray(value) ? value.map((item) => opened(item, rest)) : value
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return value
  return { ...value, [name]: opened((value as Record<string, unknown>)[name], rest) }
}
