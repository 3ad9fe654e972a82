import { ports } from '#server/ports/wired.ts'
import { repositoryOf } from '#server/workspaces/index.ts'
import type { RolloutWithChange } from './store.ts'

const known = new Map<string, readonly string[]>()

/** Safe paths to probe: every GET of the change's OpenAPI document that needs no parameter, and the health check. */
export async function probePaths({ service, change }: RolloutWithChange): Promise<readonly string[]> {
  const commit = change.headCommit ?? ''
  const cached = known.get(commit)
  if (cached) return cached
  const text = await ports().git.readFile(repositoryOf(service), commit, 'openapi.json')
  const paths = text === null ? ['/health'] : safePaths(JSON.parse(text) as { paths?: Record<string, object> })
  known.set(commit, paths)
  return paths
}

function safePaths({ paths = {} }: { paths?: Record<string, object> }): string[] {
  const free = Object.entries(paths).filter(([path, operations]) => 'get' in operations && !path.includes('{'))
  return [...new Set(['/health', ...free.map(([path]) => path)])]
}
