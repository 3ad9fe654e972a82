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
  // The ledger's address for programs: GraphQL on a host of its own.
  rewrites: () =>
    Promise.resolve({
      beforeFiles: [{ source: '/ledger', has: [{ type: 'host', value: 'api\\..+' }], destination: '/api/graphql' }],
    }),
  // The build need not repeat what `npm test` checks with the faster compiler.
  typescript: { ignoreBuildErrors: true },
}

export default config
