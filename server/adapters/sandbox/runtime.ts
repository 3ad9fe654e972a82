import {
  accessSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { sandboxAccount } from '#server/platform/sandbox-account.ts'
import type { Runtime } from './arguments.ts'

const etcFiles = {
  passwd: 'nobody:x:65534:65534:nobody:/tmp:/bin/sh\n',
  group: 'nogroup:x:65534:\n',
  hosts: '127.0.0.1 localhost sandbox\n::1 localhost sandbox\n',
  'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files\n',
}

/** Prepares, once, what every sandbox sees of this machine besides `/usr`. `folder` must be reachable by the sandbox account. */
export function prepareRuntime(folder: string): Runtime {
  const etc = join(folder, 'etc')
  mkdirSync(etc, { recursive: true, mode: 0o755 })
  for (const [name, text] of Object.entries(etcFiles)) writeFileSync(join(etc, name), text, { mode: 0o644 })
  return { etc, node: reachable(process.execPath) ? process.execPath : copyOfNode(folder) }
}

/** Root's Node may lie under a home that no one else may enter; then the sandbox gets a copy, made once per version. */
function copyOfNode(folder: string): string {
  const copy = join(folder, `node-${process.version}-${process.arch}`)
  if (existsSync(copy)) return copy
  const partial = `${copy}.${process.pid}`
  copyFileSync(process.execPath, partial, constants.COPYFILE_FICLONE)
  accessSync(partial, constants.X_OK)
  renameSync(partial, copy)
  return copy
}

/** True when the sandbox account may reach the path: every folder above lets others pass, and the thing lets others read. */
export function reachable(path: string): boolean {
  if (sandboxAccount() === null) return true
  if ((statSync(path).mode & 0o004) === 0) return false
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false
    if (folder === '/') return true
  }
}
