import { defineConfig } from 'vitest/config'

/** Reports go to `.dominion/`, where the checks look for them; nothing is written into `node_modules`. */
export default defineConfig({
  cacheDir: '.dominion/cache',
  test: {
    include: ['{server,front}/**/*.test.{ts,tsx}'],
    globalSetup: ['server/testing/schema.ts'],
    pool: 'threads',
    isolate: false,
    fileParallelism: false,
    reporters: ['default', ['json', { outputFile: '.dominion/tests.json' }]],
    coverage: {
      provider: 'v8',
      include: ['server/**/*.ts', 'front/**/*.{ts,tsx}'],
      exclude: ['**/*.test.{ts,tsx}', 'server/testing/**', 'server/main.ts', 'server/migrate.ts', 'front/main.tsx'],
      reporter: ['json-summary', 'lcovonly'],
      reportsDirectory: '.dominion/coverage',
      thresholds: { lines: 80 },
    },
  },
})
