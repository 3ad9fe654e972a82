import * as z from 'zod/mini'
import { EntryHeader, predicates } from '#server/loop/ledger/schemas.ts'
import { type EntryKind, headerField, predicateTypes } from '#server/loop/ledger/vocabulary.ts'
import { occasions } from './ledger-entries.ts'
import type { Page } from './page.ts'

const kinds = Object.keys(predicateTypes) as EntryKind[]

/** What every predicate carries beside its own: our header, and salted digests where words of people belong to it. */
const beside = {
  [headerField]: EntryHeader,
  _sd: z.optional(z.array(z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)))),
  _sd_alg: z.optional(z.literal('sha-256')),
}

/** A predicate as this product writes it: JSON Schema, draft 2020-12, named by its in-toto predicate type. */
export function predicateSchema(kind: EntryKind): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(z.extend(predicates[kind] as z.ZodMiniObject, beside))
  return { $schema, $id: predicateTypes[kind], title: kind, description: occasions[kind], ...schema }
}

/** One schema a kind. An entry of an outside standard has its fields and ours; its own schema is at its address. */
export const predicateSchemas: readonly Page[] = kinds.map((kind) => ({
  path: `docs/reference/predicates/${kind}.schema.json`,
  render: () => `${spelled(predicateSchema(kind))}\n`,
}))

const widest = 120

/** JSON as Biome writes it: a list of values stands on one line where it fits. */
function spelled(value: unknown, depth = 0, before = 0): string {
  const indent = '  '.repeat(depth + 1)
  const end = '  '.repeat(depth)
  if (Array.isArray(value)) {
    const flat = `[${value.map((each) => JSON.stringify(each)).join(', ')}]`
    const plain = value.every((each) => typeof each !== 'object' || each === null)
    if (value.length === 0 || (plain && before + flat.length < widest)) return flat
    return `[\n${value.map((each) => indent + spelled(each, depth + 1, indent.length)).join(',\n')}\n${end}]`
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value)
  if (fields.length === 0) return '{}'
  const lines = fields.map(([name, each]) => {
    const begin = `${indent}${JSON.stringify(name)}: `
    return begin + spelled(each, depth + 1, begin.length)
  })
  return `{\n${lines.join(',\n')}\n${end}}`
}
