/** What a person types. `run` answers the exit code; what it throws is told in one line. */
export interface Command {
  usage: string
  run(argv: readonly string[]): Promise<number>
}

export const exitCodes = { done: 0, failed: 1, usage: 2, notSignedIn: 3, refused: 4, halted: 5 } as const

/** The words of the command line are off. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

const codeOfFailure: Readonly<Record<string, number>> = {
  notSignedIn: exitCodes.notSignedIn,
  forbidden: exitCodes.refused,
  refused: exitCodes.refused,
  conflict: exitCodes.refused,
  halted: exitCodes.halted,
  invalidInput: exitCodes.usage,
}

/** One line and an exit code for anything thrown. Only our own failures carry a code people can act on. */
export function failureLine(error: unknown): { line: string; code: number } {
  if (error instanceof UsageError || isParseError(error)) {
    return { line: `${error.message} Try --help.`, code: exitCodes.usage }
  }
  if (!(error instanceof Error)) return { line: String(error), code: exitCodes.failed }
  const code = error.name === 'Failure' ? codeOfFailure[(error as Error & { code: string }).code] : undefined
  return { line: error.message, code: code ?? exitCodes.failed }
}

function isParseError(error: unknown): error is Error {
  return error instanceof TypeError && String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS')
}

/** Prints one JSON object, or lines for people. */
export function print(json: boolean, value: unknown, lines: readonly string[]): void {
  process.stdout.write(json ? `${JSON.stringify(value, withBigInts)}\n` : lines.map((line) => `${line}\n`).join(''))
}

function withBigInts(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}

/** Aligns columns for people. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>((known, row) => row.map((cell, i) => Math.max(known[i] ?? 0, cell.length)), [])
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
