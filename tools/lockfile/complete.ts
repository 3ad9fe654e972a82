import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { complete, type Lockfile, missingPackages } from './completion.ts'

/** A program: run it after a package was added, so that `npm ci` accepts the lockfile on every platform. */
const file = join(import.meta.dirname, '../../package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8')) as Lockfile
const missing = missingPackages(lock)
if (missing.length > 0) writeFileSync(file, `${JSON.stringify(complete(lock), null, 2)}\n`)
process.stdout.write(`${missing.length} entries added\n`)
