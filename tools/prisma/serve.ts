import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { type Engine, type SchemaFile, startEngine } from './engine.ts'

interface Request {
  id?: number
  method?: string
  params: Record<string, unknown>
}

type Files = { files?: { path: string; content: string }[] } | undefined

/** The protocol's name of the one method that the engine calls otherwise. */
const renamed: Readonly<Record<string, string>> = { getDatabaseVersion: 'version' }

/** These read what only `devDiagnostic` computes: the schema after all migrations (fault 5). */
const needsDiagnosis = ['evaluateDataLoss', 'createMigration']

const send = (message: unknown) => process.stdout.write(`${JSON.stringify(message)}\n`)

/** Without files on the command line (`migrate diff`), the engine must take them from the request. */
function filesIn({ to, from, schema }: Record<string, unknown>): SchemaFile[] {
  const groups = [to, from, schema] as Files[]
  return groups.flatMap((group) => group?.files ?? []).map(({ path, content }) => [path, content])
}

async function answer(engine: Engine, { method = '', params }: Request): Promise<unknown> {
  const { migrationsList, filters } = params
  if (needsDiagnosis.includes(method)) await engine.devDiagnostic?.({ migrationsList, filters })
  const name = renamed[method] ?? method
  if (!engine[name]) throw new Error(`The schema engine has no method ${name}`)
  const result = (await engine[name](params)) as { stdout?: string } | undefined
  const printed = method === 'diff' ? result?.stdout : undefined
  if (printed) send({ id: 0, jsonrpc: '2.0', method: 'print', params: { content: printed } })
  return result ?? {}
}

function failure(error: unknown) {
  const { message = String(error), code } = (error ?? {}) as { message?: string; code?: string }
  const data = { is_panic: false, message, error_code: code }
  return { code: 4466, message: 'An error happened. Check the data field for details.', data }
}

/** Answers requests from standard input, one after another, until it ends. */
export function serve(address: string, schemaPaths: readonly string[]): void {
  const named: SchemaFile[] = schemaPaths.map((path) => [path, readFileSync(path, 'utf8')])
  let engine: Promise<Engine> | undefined
  let turn: Promise<unknown> = Promise.resolve()
  const handle = async (request: Request) => {
    try {
      engine ??= startEngine(address, named.length > 0 ? named : filesIn(request.params))
      send({ id: request.id, jsonrpc: '2.0', result: await answer(await engine, request) })
    } catch (error) {
      send({ id: request.id, jsonrpc: '2.0', error: failure(error) })
    }
  }
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })
  lines.on('line', (line) => {
    if (!line.trim()) return
    const request = JSON.parse(line) as Request
    if (request.method) turn = turn.then(() => handle(request))
  })
  lines.on('close', () => void turn.finally(() => process.exit(0)))
}
