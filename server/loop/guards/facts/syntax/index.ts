import type { ChangeFacts } from '#server/policy/schemas.ts'
import { dangerousCalls } from './dangerous.ts'
import { readEnvironment } from './environment.ts'
import { addedImports } from './imports.ts'
import { loggedPersonal } from './logged.ts'
import { type Operation, operationsOf } from './operations.ts'
import { parseSource, type Source } from './source.ts'
import type { SourceText } from './source-text.ts'

export interface Syntax {
  /** Null when a file that changed could not be read as code. */
  facts: NonNullable<ChangeFacts['syntax']> | null
  filesRead: number
}

/** What a commit's code does, from its syntax tree. @param base the same tree before, of which only operations are read */
export function syntaxFacts(
  head: readonly SourceText[],
  base: readonly SourceText[],
  known: { locked: ReadonlySet<string> | null; personal: ReadonlySet<string> },
): Syntax {
  const parsed = head.map(parseSource)
  const sources = parsed.filter((source): source is Source => source !== null)
  if (head.some((file, at) => parsed[at] === null && file.added.size > 0))
    return { facts: null, filesRead: head.length }

  const before = new Set(operationsOf(parsedOf(base)).map(({ operation }) => operation))
  const operations = operationsOf(sources)
  return {
    filesRead: head.length,
    facts: {
      imports: sources.flatMap((source) => addedImports(source, known.locked)),
      dangerousCalls: sources.flatMap(dangerousCalls),
      operations: operations.filter((each) => each.added || !before.has(each.operation)).map(withoutMark),
      provided: [...new Set(operations.map(({ operation }) => operation))].sort(),
      environment: sources.flatMap(readEnvironment),
      loggedPersonal: sources.flatMap((source) => loggedPersonal(source, known.personal)),
    },
  }
}

function parsedOf(texts: readonly SourceText[]): Source[] {
  return texts.map(parseSource).filter((source): source is Source => source !== null)
}

function withoutMark({ operation, readsBody, validated, path, line }: Operation) {
  return { operation, readsBody, validated, path, line }
}
