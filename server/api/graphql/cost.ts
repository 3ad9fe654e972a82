import { createComplexityRule } from '@pothos/plugin-complexity'
import type { GraphQLError, ValidationRule } from 'graphql'
import { createGraphQLError, type Plugin } from 'graphql-yoga'
import type { Caller } from './caller.ts'
import { limits } from './limits.ts'
import { masked } from './mask.ts'

/** Refuses what would cost too much before any of it runs. */
export function useLimits(): Plugin<Caller> {
  return {
    onParse({ parseFn, setParseFn }) {
      setParseFn((source, options) => parseFn(source, { ...options, maxTokens: limits.tokens }))
    },
    onValidate({ addValidationRule, context }) {
      const { params } = context as { params?: { variables?: Record<string, unknown>; operationName?: string } }
      addValidationRule(ruleFor(context, params?.variables ?? {}, params?.operationName))
      return ({ valid, result, setResult }) => valid || setResult(result.map(masked))
    },
  }
}

function ruleFor(context: object, variableValues: Record<string, unknown>, operationName?: string): ValidationRule {
  return createComplexityRule({
    ...{ context, variableValues, operationName: operationName ?? null },
    validate({ depth, complexity }, report) {
      if (depth > limits.depth) report(tooMuch('depth', depth))
      if (complexity > limits.complexity) report(tooMuch('complexity', complexity))
    },
  })
}

function tooMuch(limit: 'depth' | 'complexity', asked: number): GraphQLError {
  const advice =
    limit === 'depth' ? 'Ask in several queries.' : 'Ask for fewer at once with first, and page on with after.'
  return createGraphQLError(`This query has a ${limit} of ${asked}, and ${limits[limit]} is the most. ${advice}`, {
    extensions: { code: 'invalidInput', reason: limit },
  })
}
