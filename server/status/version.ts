import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '#server/platform/db/index.ts'
import { packageRoot } from '#server/platform/env.ts'

/** What runs here, by version. */
export async function productVersion(from: Database): Promise<readonly (readonly [string, string])[]> {
  const [database] = await from.$queryRaw<{ version: string }[]>`SELECT current_setting('server_version') AS version`
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string }
  return [
    ['Codex Dominion', version],
    ['Node', process.versions.node],
    ['PostgreSQL', database?.version ?? ''],
  ]
}
