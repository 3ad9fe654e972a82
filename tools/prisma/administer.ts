import pg from 'pg'

/** Errors as Prisma's command line reads them: one JSON line on standard error. */
export function logLine(level: 'INFO' | 'ERROR', fields: Record<string, unknown>): void {
  const line = { level, target: 'schema_engine::logger', timestamp: new Date().toISOString(), fields }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}

/** PostgreSQL's and Node's codes in Prisma's terms; anything else is "cannot connect". */
const prismaCodes: Readonly<Record<string, string>> = { '3D000': 'P1003', ECONNREFUSED: 'P1001' }

async function connected(url: URL, act: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    await act(client)
  } finally {
    await client.end()
  }
}

async function perform(address: string, command: string | undefined): Promise<void> {
  const url = new URL(address)
  url.search = ''
  if (command === 'can-connect-to-database') return connected(url, async () => undefined)
  const name = decodeURIComponent(url.pathname.slice(1))
  const verb = command === 'create-database' ? 'create' : 'drop'
  url.pathname = '/postgres'
  return connected(url, (client) => client.query(`${verb} database ${client.escapeIdentifier(name)}`))
}

/** The engine's `cli` commands: can-connect-to-database, create-database, drop-database. Resolves to the exit code. */
export async function administer(address: string, command: string | undefined): Promise<number> {
  try {
    await perform(address, command)
    logLine('INFO', { message: 'done' })
    return 0
  } catch (error) {
    const { message, code } = error as { message: string; code?: string }
    logLine('ERROR', { message, error_code: prismaCodes[code ?? ''] ?? 'P1000' })
    return 1
  }
}
