import { buildSchema, findBreakingChanges, lexicographicSortSchema, printSchema } from 'graphql'
import { schema } from '#server/api/graphql/index.ts'
import type { Page } from './page.ts'

/** What programs written against one schema could no longer do with another. */
export function brokenBy(before: string, after: string): string[] {
  return findBreakingChanges(buildSchema(before), buildSchema(after)).map(({ description }) => description)
}

/**
 * The GraphQL API as programs see it. A change that breaks them is not written over the page: delete it first, and say in a
 * decision why they may be broken.
 */
export const graphqlSchema: Page = {
  path: 'docs/reference/schema.graphql',
  render(current) {
    const text = printSchema(lexicographicSortSchema(schema))
    const broken = current ? brokenBy(current, text) : []
    if (broken.length > 0) throw new Error(`This breaks programs that use the API: ${broken.join('; ')}`)
    return `# Made from \`server/api/graphql\` by \`node tools/docs/write.ts\`.\n\n${text}\n`
  },
}
