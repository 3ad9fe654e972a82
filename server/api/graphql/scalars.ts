import { createGraphQLError } from 'graphql-yoga'
import { builder } from './builder.ts'

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/

builder.scalarType('DateTime', {
  description: 'A moment in UTC, such as 2026-11-25T18:00:00.000Z (RFC 3339).',
  parseValue: (value) => {
    if (typeof value === 'string' && moment.test(value) && !Number.isNaN(Date.parse(value))) return value
    throw createGraphQLError('A moment looks like 2026-11-25T18:00:00Z.')
  },
  serialize: (value) => value,
})

builder.scalarType('JSON', {
  description: 'A JSON value, as it was signed.',
  parseValue: () => {
    throw createGraphQLError('JSON is answered, never asked.')
  },
  serialize: (value) => value,
})
