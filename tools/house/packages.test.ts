import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '#server/platform/env.ts'

/** The packages the product is asked to stand on, under today's names, and where each does its work. */
const asked: [name: string, folder: RegExp][] = [
  ['next', /^app\//],
  ['react', /^components\//],
  ['@trpc/server', /^server\/api\//],
  ['@tanstack/react-query', /^components\//],
  ['@prisma/client', /^prisma\/client\//],
  ['next-auth', /^server\/identity\//],
  ['@anthropic-ai/sdk', /^server\/adapters\/models\//],
  ['@open-policy-agent/opa-wasm', /^server\/policy\//],
  ['@xyflow/react', /^components\//],
  ['tailwindcss', /^(app|components)\/.*\.css$/],
  ['@playwright/test', /^e2e\//],
  ['bullmq', /^server\/adapters\/queue\//],
]

const sources = execFileSync('git', ['ls-files', '*.ts', '*.tsx', '*.css'], { cwd: packageRoot, encoding: 'utf8' })
  .split('\n')
  .filter((path) => path && !path.includes('.test.'))

const imports = (path: string, name: string) =>
  new RegExp(`(from|import|import\\() ?['"]${name}(/[^'"]+)?['"]`).test(readFileSync(join(packageRoot, path), 'utf8'))

describe('what the product stands on', () => {
  it.each(asked)('%s is imported where it does its work', (name, folder) => {
    expect(sources.filter((path) => folder.test(path)).some((path) => imports(path, name))).toBe(true)
  })
})
