import type * as z from 'zod/mini'
import type { MigrationStatement } from '#server/policy/schemas.ts'
import { listed, nameOf, type Statement, statementsOf } from './statements.ts'

type Fact = z.infer<typeof MigrationStatement>
type Told = Pick<Fact, 'kind' | 'table' | 'columns'>

export function isMigration(path: string): boolean {
  return /(^|\/)migrations\/[^/]+\.sql$/.test(path)
}

/** What the statements of a migration do; one that cannot be told is `other`, which no rule lets pass. */
export function migrationFacts(path: string, sql: string): Fact[] {
  return statementsOf(sql).flatMap((statement) =>
    told(statement).map((each) => ({ ...each, verb: verbOf(statement), path, line: statement.line })),
  )
}

const name = '("(?:[^"]|"")*"|[\\w.]+(?:\\."(?:[^"]|"")*")?)'
const createTable = new RegExp(
  `^create\\s+(?:unlogged\\s+)?table\\s+(?:if\\s+not\\s+exists\\s+)?${name}\\s*\\(([\\s\\S]*)\\)`,
  'i',
)
const alterTable = new RegExp(`^alter\\s+table\\s+(?:if\\s+exists\\s+)?(?:only\\s+)?${name}\\s+([\\s\\S]*)$`, 'i')
const createIndex = new RegExp(`^create\\s+(?:unique\\s+)?index\\s+[\\s\\S]*?\\bon\\s+(?:only\\s+)?${name}`, 'i')
const comment = new RegExp(`^comment\\s+on\\s+(?:table|column)\\s+${name}`, 'i')
const privilege =
  /^(grant|revoke|reassign|set\s+(role|session)|security\s+label|(create|alter|drop)\s+(role|user|group|policy|extension|database|schema|publication|subscription|server|function|procedure|trigger|event\s+trigger|rule)|alter\s+default|create\s+or\s+replace|do\s|copy\s|load\s)/i
const narrowing =
  /^(drop|truncate|delete|update|rename|alter\s+(index|sequence|type|view|column)|lock|vacuum|cluster)\b/i

function told({ text }: Statement): Told[] {
  const created = text.match(createTable)
  if (created) return [{ kind: 'createTable', table: nameOf(created[1] ?? ''), columns: columnsOf(created[2] ?? '') }]
  const altered = text.match(alterTable)
  if (altered) return listed(altered[2] ?? '').map((action) => alteration(nameOf(altered[1] ?? ''), action))
  const indexed = text.match(createIndex)
  if (indexed) return [{ kind: 'createIndex', table: nameOf(indexed[1] ?? ''), columns: [] }]
  const commented = text.match(comment)
  if (commented) return [{ kind: 'comment', table: nameOf(commented[1] ?? ''), columns: [] }]
  const kind = privilege.test(text) ? 'privilege' : narrowing.test(text) ? 'narrowing' : 'other'
  return [{ kind, table: null, columns: [] }]
}

function columnsOf(body: string): string[] {
  const constraint = /^(constraint|primary\s+key|unique|check|foreign\s+key|exclude|like)\b/i
  return listed(body)
    .filter((each) => !constraint.test(each))
    .map((each) => nameOf(each.match(/^("(?:[^"]|"")*"|\S+)/)?.[0] ?? ''))
}

function alteration(table: string, action: string): Told {
  const added = action.match(/^add\s+(?:column\s+)?(?:if\s+not\s+exists\s+)?("(?:[^"]|"")*"|\w+)\s+([\s\S]+)$/i)
  if (/^add\s+(constraint|check|unique|primary\s+key|foreign\s+key)\b/i.test(action))
    return { kind: 'addConstraint', table, columns: [] }
  if (added && /^add\b/i.test(action)) {
    const required = /\bnot\s+null\b/i.test(added[2] ?? '') && !/\b(default|generated)\b/i.test(added[2] ?? '')
    return { kind: required ? 'narrowing' : 'addColumn', table, columns: [nameOf(added[1] ?? '')] }
  }
  if (/^validate\s+constraint\b/i.test(action)) return { kind: 'addConstraint', table, columns: [] }
  const owner = /^(owner\s+to|enable|disable|force|no\s+force|replica|set\s+schema)\b/i
  return { kind: owner.test(action) ? 'privilege' : 'narrowing', table, columns: [] }
}

function verbOf({ text }: Statement): string {
  return text.split(/\s+/).slice(0, 2).join(' ').toUpperCase()
}
