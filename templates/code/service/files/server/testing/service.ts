import { inject } from 'vitest'
import { createApp, type Service } from '../app.ts'
import { openDatabase } from '../database.ts'
import { readEnvironment } from '../environment.ts'
import { readSettings } from '../settings.ts'

export interface Answer {
  status: number
  headers: Headers
  /** Empty when the answer is not JSON. */
  body: AnswerBody
  text: string
}

/** What answers have in common; a test that needs more says what it expects. */
interface AnswerBody {
  id: string
  items: { id: string }[]
  next: string | null
  errors: { field: string; message: string }[]
  [field: string]: unknown
}

/** The whole service on the test database, called through its request handler. Close it after the last test. */
export function startService(changes: Partial<Service> = {}) {
  const database = openDatabase(inject('schema'))
  const environment = readEnvironment({})
  const service: Service = { database, environment, settings: readSettings(environment.root), ...changes }
  const app = createApp(service)
  const call = async (path: string, request: RequestInit = {}) => answer(await app.request(path, request))
  return {
    app,
    database,
    call,
    get: (path: string) => call(path),
    post: (path: string, record: unknown, headers: Record<string, string> = {}) =>
      call(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(record),
      }),
    empty: (table: string) => database.query(`truncate "${table}"`),
    close: () => database.close(),
  }
}

async function answer(response: Response): Promise<Answer> {
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : {}, text }
}
