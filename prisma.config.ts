import { join } from 'node:path'
import { defineConfig } from 'prisma/config'

// Prisma's own engine is a download from outside the package registry; ours speaks its protocol. See tools/prisma.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= join(import.meta.dirname, 'tools/prisma/schema-engine.mjs')
process.env.CHECKPOINT_DISABLE ??= '1'

export default defineConfig({
  schema: process.env.PRISMA_SCHEMA_FOLDER ?? 'prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://postgres@127.0.0.1:5432/dominion' },
})
