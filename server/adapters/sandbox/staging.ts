import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { sandboxAccount } from '#server/platform/sandbox-account.ts'

/** Where sources that only root can walk to are mounted, in a mount namespace that no one else sees. */
const stage = '/run/dominion-sandbox'

export interface Staging {
  /** Shell steps that root takes first, inside a mount namespace of its own. */
  steps: readonly string[]
  /** Where the sandbox account finds a source. */
  place(source: string): string
}

/** A data folder or a Node under root's closed home is shown to the sandbox account without opening that home. */
export function stageSources(sources: readonly string[]): Staging {
  const hidden = new Map(
    sources.filter((source) => !reachable(source)).map((source, index) => [source, `${stage}/${index}`]),
  )
  if (hidden.size === 0) return { steps: [], place: (source) => source }
  const mounts = [...hidden].flatMap(([source, target]) => [
    `{ if test -d ${quote(source)}; then mkdir ${target}; else : > ${target}; fi; }`,
    `mount --bind ${quote(source)} ${target}`,
  ])
  const steps = [`mkdir -p ${stage}`, `mount -t tmpfs -o mode=755,size=64k tmpfs ${stage}`, ...mounts]
  return { steps, place: (source) => hidden.get(source) ?? source }
}

/** True when the sandbox account can walk to the path. What does not exist counts as reachable: bubblewrap names it best. */
function reachable(path: string): boolean {
  if (sandboxAccount() === null) return true
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const found = statSync(folder, { throwIfNoEntry: false })
    if (found && (found.mode & 0o001) === 0) return false
    if (folder === '/') return true
  }
}

export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
