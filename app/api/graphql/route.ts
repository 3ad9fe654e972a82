import { answerGraphql } from '#server/api/graphql/index.ts'

export const dynamic = 'force-dynamic'

/** The ledger as GraphQL, for programs with a token and for pages of the portal. */
export const GET = answerGraphql
export const POST = answerGraphql
