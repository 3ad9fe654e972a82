import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const needsDatabase = ['**/*.db.test.ts', '**/*.contract.test.ts']
const never = [
  '**/node_modules/**',
  'templates/code/service/files/**',
  '.next*/**',
  '.data*/**',
  '.scratch/**',
  'e2e/**',
]

export const dataFolder = join(tmpdir(), `codex-dominion-vitest-${process.pid}`)

/** Nothing a test does may reach the instance that a person runs from the same checkout. */
const environment = {
  DOMINION_DATA: dataFolder,
  DOMINION_PROCESS: 'test',
  LOG_LEVEL: 'silent',
}

/** The file that Node itself takes for this name: two copies would not know each other's schemas. */
const graphql = { find: /^graphql$/, replacement: join(import.meta.dirname, 'node_modules/graphql/index.js') }

export default defineConfig({
  resolve: { alias: [graphql] },
  test: {
    maxWorkers: 2,
    globalSetup: ['server/testing/data-folder.setup.ts'],
    env: environment,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'unit', include: ['**/*.test.ts'], exclude: [...never, ...needsDatabase] } },
      {
        extends: true,
        test: {
          name: 'database',
          include: needsDatabase,
          exclude: never,
          globalSetup: ['server/testing/database.setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'loop',
          include: ['e2e/loop/**/*.test.ts'],
          globalSetup: ['e2e/loop/instance.setup.ts'],
          setupFiles: ['e2e/loop/here.setup.ts'],
          // More at once and the services' own answers would be slow, which a rollout takes for a fault.
          maxConcurrency: 2,
          testTimeout: 600_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'strangers',
          include: ['e2e/strangers/**/*.test.ts'],
          globalSetup: ['server/testing/database.setup.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'sabotage', include: ['e2e/sabotage/**/*.test.ts'], testTimeout: 300_000 },
      },
      {
        extends: true,
        test: { name: 'models', include: ['e2e/models/**/*.test.ts'], testTimeout: 600_000, hookTimeout: 300_000 },
      },
      {
        extends: true,
        test: { name: 'crash', include: ['e2e/crash/**/*.test.ts'], testTimeout: 1_800_000, hookTimeout: 300_000 },
      },
    ],
  },
})
