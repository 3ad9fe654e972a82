import type { GraphQLError } from 'graphql'
import { createGraphQLError } from 'graphql-yoga'
import { Failure } from '#server/platform/errors.ts'
import { fault } from '../failures.ts'

/** A failure as GraphQL tells it: the sentence, and for programs its code and reason. */
export function told({ message, code, reason }: Failure, at?: GraphQLError): GraphQLError {
  return createGraphQLError(message, { nodes: at?.nodes, path: at?.path, extensions: { code, reason } })
}

/** What a verb refused is told in its own words, what is wrong with the query in GraphQL's; a fault of ours as a log line. */
export function masked(error: unknown): GraphQLError {
  if (!isGraphQL(error)) return told(error instanceof Failure ? error : fault(error))
  const { originalError } = error
  if (originalError instanceof Failure) return told(originalError, error)
  if (!originalError || isGraphQL(originalError)) return asked(error)
  return told(fault(originalError), error)
}

/** Syntax, validation, limits, values that do not fit. */
function asked(error: GraphQLError): GraphQLError {
  const { message, nodes, source, positions, path, extensions } = error
  const { code, reason, http } = extensions
  const ours = typeof reason === 'string' ? { code, reason } : { code: 'invalidInput', reason: 'query' }
  return createGraphQLError(message, {
    ...{ nodes, source, positions, path },
    extensions: { ...ours, ...(http ? { http } : {}) },
  })
}

/** By what it says of itself: a bundler may have made two of the class. */
function isGraphQL(error: unknown): error is GraphQLError {
  return error instanceof Error && Object.prototype.toString.call(error) === '[object GraphQLError]'
}
