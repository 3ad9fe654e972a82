import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { ZodError } from 'zod'

/** One thing wrong with one value of a request. */
export interface FieldProblem {
  field: string
  message: string
}

/** A refusal that the caller can understand and act on; answered as RFC 9457 `application/problem+json`. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  readonly kind: string
  readonly errors: readonly FieldProblem[]

  constructor(status: number, kind: string, detail: string, errors: readonly FieldProblem[] = []) {
    super(detail)
    this.status = status
    this.kind = kind
    this.errors = errors
  }
}

/** Turns whatever a handler threw into one structured answer; what nobody expected is logged and told as a plain 500. */
export function answerProblem(error: Error, c: Context): Response {
  const problem = asProblem(error)
  if (problem.status >= 500)
    console.error(JSON.stringify({ event: 'requestFailed', path: c.req.path, error: String(error) }))
  const body = { type: `urn:problem:${problem.kind}`, title: problem.message, status: problem.status }
  return new Response(JSON.stringify(problem.errors.length > 0 ? { ...body, errors: problem.errors } : body), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  })
}

function asProblem(error: Error): Problem {
  if (error instanceof Problem) return error
  if (error instanceof ZodError)
    return new Problem(422, 'invalid-request', 'Some values are not acceptable.', fieldProblems(error))
  if (error instanceof HTTPException)
    return new Problem(error.status, 'refused', error.message || 'The request was refused.')
  if (isDataError(error)) return new Problem(422, 'invalid-request', 'A value is outside what can be stored.')
  return new Problem(500, 'unexpected', 'The service could not answer. Nothing was changed; please try again.')
}

function fieldProblems(error: ZodError): FieldProblem[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ field: key, message: 'is not known here' }))
      : [{ field: issue.path.join('.'), message: issue.message }],
  )
}

/** PostgreSQL's class 22: a value that passed our checks but does not fit its column. */
function isDataError(error: Error): boolean {
  return 'code' in error && typeof error.code === 'string' && /^22[0-9A-Z]{3}$/.test(error.code)
}
