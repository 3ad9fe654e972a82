import { listHeads, type SignedHead } from '#server/loop/ledger/query/index.ts'
import { builder } from './builder.ts'
import { cursorOf, cursorParts, firstOf, multiplierOf, pageInfo } from './pages.ts'

const Checkpoint = builder.objectRef<SignedHead>('Checkpoint').implement({
  description: 'A head of the tree, as it was signed.',
  fields: (t) => ({
    shard: t.exposeString('shard'),
    origin: t.exposeString('origin'),
    size: t.exposeInt('size'),
    root: t.exposeString('root', { description: 'sha256 of the whole tree, hexadecimal.' }),
    note: t.exposeString('note', { description: 'The C2SP signed note.' }),
    signedAt: t.field({ type: 'DateTime', description: 'Real time.', resolve: ({ signedAt }) => signedAt }),
  }),
})

builder.queryField('checkpoints', (t) =>
  t.connection(
    {
      type: Checkpoint,
      authScopes: { read: 'ledger.read' },
      description: 'Signed heads, the newest first.',
      complexity: (args) => ({ field: 5, multiplier: multiplierOf(args) }),
      resolve: async (_, page, { actor }) => {
        const first = firstOf(page)
        const [shard = '', size = ''] = page.after ? cursorParts(page.after, /^c (\S+) (\d+)$/) : []
        const heads = await listHeads(actor, { before: shard ? { shard, size: Number(size) } : null, limit: first + 1 })
        const edges = heads.slice(0, first).map((node) => ({ node, cursor: cursorOf('c', node.shard, node.size) }))
        const newest = heads[0]
        const reflects = { shard: newest?.shard ?? null, size: newest?.size ?? 0, entries: newest?.size ?? 0 }
        const more = heads.length > first
        return {
          edges,
          pageInfo: pageInfo(
            edges.map(({ cursor }) => cursor),
            more,
            page.after,
          ),
          reflects,
        }
      },
    },
    { name: 'CheckpointConnection' },
    { name: 'CheckpointEdge' },
  ),
)
