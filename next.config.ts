import type { NextConfig } from 'next'

/** Two copies of these would not know each other's schemas. */
const graphql = [
  'graphql',
  'graphql-yoga',
  '@pothos/core',
  ...['complexity', 'dataloader', 'relay', 'scope-auth'].map((name) => `@pothos/plugin-${name}`),
]

const config: NextConfig = {
  distDir: process.env.DOMINION_BUILD ?? '.next',
  poweredByHeader: false,
  serverExternalPackages: ['pg', 'bullmq', '@prisma/client', '@prisma/adapter-pg', ...graphql],
  rewrites: () =>
    Promise.resolve({
      // The ledger's address for programs: GraphQL on a host of its own.
      beforeFiles: [{ source: '/ledger', has: [{ type: 'host', value: 'api\\..+' }], destination: '/api/graphql' }],
      // Names that begin with a dot are no routes of their own.
      afterFiles: [
        { source: '/.well-known/codex-dominion/keyset.json', destination: '/api/keyset' },
        { source: '/.well-known/codex-dominion/allowed-signers', destination: '/api/keyset/allowed-signers' },
      ],
      fallback: [],
    }),
  // The build need not repeat what `npm test` checks with the faster compiler.
  typescript: { ignoreBuildErrors: true },
}

export default config
