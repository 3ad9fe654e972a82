import { env } from './env.ts'

const severities = { debug: 10, info: 20, warn: 30, error: 40, silent: 50 } as const

type Severity = Exclude<keyof typeof severities, 'silent'>
type Fields = Readonly<Record<string, unknown>>

/** Writes one JSON line per event to standard error. Fields are facts; never put secrets or personal data in them. */
export interface Logger {
  debug(event: string, fields?: Fields): void
  info(event: string, fields?: Fields): void
  warn(event: string, fields?: Fields): void
  error(event: string, fields?: Fields): void
  /** The same logger with these fields on every line. */
  with(fields: Fields): Logger
}

function loggable(value: unknown): unknown {
  if (!(value instanceof Error)) return value
  return { name: value.name, message: value.message, stack: value.stack, cause: loggable(value.cause) }
}

function write(severity: Severity, event: string, fields: Fields): void {
  const { LOG_LEVEL, DOMINION_PROCESS } = env()
  if (severities[severity] < severities[LOG_LEVEL]) return
  const facts = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, loggable(value)]))
  const line = { at: new Date().toISOString(), severity, process: DOMINION_PROCESS, event, ...facts }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}

function loggerWith(base: Fields): Logger {
  return {
    debug: (event, fields) => write('debug', event, { ...base, ...fields }),
    info: (event, fields) => write('info', event, { ...base, ...fields }),
    warn: (event, fields) => write('warn', event, { ...base, ...fields }),
    error: (event, fields) => write('error', event, { ...base, ...fields }),
    with: (fields) => loggerWith({ ...base, ...fields }),
  }
}

export const logger: Logger = loggerWith({})
