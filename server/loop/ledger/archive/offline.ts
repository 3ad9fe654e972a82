import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { verifyArchive } from './verify.ts'

/** The program that lies in every archive as `verify.mjs`: checks the folder it lies in. */
const { values } = parseArgs({ options: { key: { type: 'string' } } })
const folder = import.meta.dirname ?? new URL('.', import.meta.url).pathname
try {
  const found = await verifyArchive((path) => readFile(join(folder, path)), {
    pinned: values.key ?? null,
    hash: (bytes) => hash('sha256', bytes, 'buffer'),
  })
  const whose = found.pinned ? 'your key' : 'the key in this folder; compare it with one you trust'
  process.stdout.write(
    `OK: ${found.size} entries and ${found.heads} heads of ${found.origin} hold, under ${whose}\n` +
      `root sha256:${found.rootSha256}, archive sha256:${found.archiveSha256}\n`,
  )
} catch (error) {
  process.stdout.write(`NOT OK: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
