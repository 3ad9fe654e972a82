import type { NextConfig } from 'next'

const config: NextConfig = {
  distDir: process.env.DOMINION_BUILD ?? '.next',
  poweredByHeader: false,
  serverExternalPackages: ['pg', 'bullmq', '@prisma/client', '@prisma/adapter-pg'],
  // Names that begin with a dot are no routes of their own.
  rewrites: async () => [
    { source: '/.well-known/codex-dominion/keyset.json', destination: '/api/keyset' },
    { source: '/.well-known/codex-dominion/allowed-signers', destination: '/api/keyset/allowed-signers' },
  ],
  // The build need not repeat what `npm test` checks with the faster compiler.
  typescript: { ignoreBuildErrors: true },
}

export default config
