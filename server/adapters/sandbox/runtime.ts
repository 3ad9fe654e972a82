import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Runtime } from './arguments.ts'

const etcFiles = {
  passwd: 'nobody:x:65534:65534:nobody:/tmp:/bin/sh\n',
  group: 'nogroup:x:65534:\n',
  hosts: '127.0.0.1 localhost sandbox\n::1 localhost sandbox\n',
  'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files\n',
}

/** Prepares, once per process, what every sandbox sees of this machine besides `/usr`. */
export function prepareRuntime(folder: string): Runtime {
  const etc = join(folder, 'etc')
  mkdirSync(etc, { recursive: true, mode: 0o755 })
  for (const [name, text] of Object.entries(etcFiles)) writeFileSync(join(etc, name), text, { mode: 0o644 })
  return { etc, node: process.execPath }
}
