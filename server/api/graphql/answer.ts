import { createYoga } from 'graphql-yoga'
import { Failure } from '#server/platform/errors.ts'
import { fault } from '../failures.ts'
import { ensureWired } from '../instance.ts'
import { type Caller, callerOf } from './caller.ts'
import { useLimits } from './cost.ts'
import { limits } from './limits.ts'
import { masked } from './mask.ts'
import { schema } from './schema.ts'

const yoga = createYoga<Caller>({
  schema,
  // Whatever address led here.
  graphqlEndpoint: '*',
  plugins: [useLimits()],
  maskedErrors: { maskError: masked },
  maxRequestBodySize: limits.body,
  // What a query costs follows from its variables, so no verdict on one is kept.
  parserAndValidationCache: false,
  ...{ graphiql: false, landingPage: false, logging: false, cors: false, multipart: false, batching: false },
  fetchAPI: { Response },
})

/** Answers a GraphQL request for whoever the request shows itself to be from. */
export async function answerGraphql(request: Request): Promise<Response> {
  ensureWired()
  try {
    if (request.method === 'POST' && !isJson(request)) throw notJson()
    return closed(await answerFor(request, await callerOf(request)))
  } catch (error) {
    return refusal(error instanceof Failure ? error : fault(error))
  }
}

/** The same for a caller who is known already. */
export const answerFor = async (request: Request, caller: Caller): Promise<Response> =>
  await yoga.handleRequest(request, caller)

/** No form of another site's page can send this type. */
const isJson = ({ headers }: Request) =>
  /^application\/(graphql-response\+)?json\b/i.test(headers.get('content-type') ?? '')
const notJson = () => new Failure('invalidInput', 'contentType', 'Send JSON: Content-Type: application/json.')

function refusal({ message, code, reason }: Failure): Response {
  const errors = [{ message, extensions: { code, reason } }]
  const response = Response.json({ errors }, { status: statusOf[code] ?? 503 })
  if (code === 'notSignedIn') response.headers.set('www-authenticate', 'Bearer')
  return closed(response)
}

const statusOf: Readonly<Record<string, number>> = { notSignedIn: 401, forbidden: 403, invalidInput: 400 }

function closed(response: Response): Response {
  response.headers.set('cache-control', 'no-store')
  response.headers.set('x-content-type-options', 'nosniff')
  return response
}
