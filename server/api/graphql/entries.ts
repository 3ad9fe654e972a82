import { searchEntries } from '#server/loop/ledger/graph/index.ts'
import { builder } from './builder.ts'
import { Entry } from './entry.ts'
import { cursorOf, cursorParts, firstOf, multiplierOf, pageInfo } from './pages.ts'
import { AsOf, asOfFrom } from './reflects.ts'

const EntryFilter = builder.inputType('EntryFilter', {
  description: 'Everything that is given must hold.',
  fields: (t) => ({
    kind: t.string(),
    changeId: t.string(),
    runId: t.string(),
    actor: t.string({ description: 'A pseudonymous id.' }),
    sha256: t.string({ description: 'Entries that name this digest, or are it.' }),
    since: t.field({ type: 'DateTime', description: 'By business time, from then on.' }),
    until: t.field({ type: 'DateTime', description: 'By business time, earlier than that.' }),
  }),
})

const readable = { read: 'ledger.read' } as const

builder.queryType({
  fields: (t) => ({
    entry: t.field({
      type: Entry,
      nullable: true,
      authScopes: readable,
      complexity: 2,
      args: { entryId: t.arg.string({ required: true }) },
      resolve: (_, { entryId }) => entryId,
    }),
    entries: t.connection(
      {
        type: Entry,
        authScopes: readable,
        description: 'Entries of the tree, newest first.',
        complexity: (args) => ({ field: 5, multiplier: multiplierOf(args) }),
        args: { filter: t.arg({ type: EntryFilter }), asOf: t.arg({ type: AsOf }) },
        resolve: async (_, { filter, asOf, ...page }, { actor }) => {
          const [before = null] = page.after ? cursorParts(page.after, /^e (\d+)$/) : []
          const { entries, older, reflects } = await searchEntries(actor, {
            ...{ kind: filter?.kind ?? null, changeId: filter?.changeId ?? null, runId: filter?.runId ?? null },
            ...{ actor: filter?.actor ?? null, sha256: filter?.sha256?.toLowerCase() ?? null },
            ...{ since: filter?.since ?? null, until: filter?.until ?? null },
            before: before === null ? null : Number(before),
            limit: firstOf(page),
            asOf: asOfFrom(asOf),
          })
          const edges = entries.map(({ entryId, place }) => ({ node: entryId, cursor: cursorOf('e', place) }))
          return {
            edges,
            pageInfo: pageInfo(
              edges.map(({ cursor }) => cursor),
              older !== null,
              page.after,
            ),
            reflects,
          }
        },
      },
      { name: 'EntryConnection' },
      { name: 'EntryEdge' },
    ),
  }),
})
