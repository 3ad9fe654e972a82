import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { formatCosignerKey, type NoteKey, parsePolicy } from '#server/loop/ledger/format/index.ts'
import { witnessKey } from './key.ts'
import { witnessMemory } from './memory.ts'
import { serveWitness } from './serve.ts'

/*
 * A program: one witness. It may be killed at any moment, so it has nothing to do when it is told to end.
 */

const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    name: { type: 'string' },
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    logs: { type: 'string' },
    once: { type: 'boolean', default: false },
  },
})
const { folder, name, logs } = values
if (!folder || !name || !logs) throw new Error('Say --folder, --name and --logs.')

/** None while its file is not there yet: the log it is for writes it. */
async function knownLogs(file: string): Promise<readonly NoteKey[]> {
  try {
    return parsePolicy(await readFile(file, 'utf8')).logs
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

mkdirSync(folder, { recursive: true, mode: 0o700 })
const key = witnessKey(folder, name)
const say = (port: number | string) =>
  process.stdout.write(`${formatCosignerKey(key.key)} http://${values.host}:${port}\n`)
if (values.once) say(values.port)
else {
  const memory = witnessMemory(join(folder, 'logs'))
  const server = await serveWitness({ key, memory, logs: () => knownLogs(logs) }, Number(values.port), values.host)
  say((server.address() as AddressInfo).port)
}
