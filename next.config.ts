import type { NextConfig } from 'next'

const config: NextConfig = {
  distDir: process.env.DOMINION_BUILD ?? '.next',
  poweredByHeader: false,
  serverExternalPackages: ['pg', 'bullmq', '@prisma/client', '@prisma/adapter-pg'],
  // The build need not repeat what `npm test` checks with the faster compiler.
  typescript: { ignoreBuildErrors: true },
}

export default config
