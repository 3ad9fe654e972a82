import { mkdtempSync, rmSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { keepsEvidence } from './evidence.contract.ts'
import { keptEvidence } from './files.ts'

const folder = mkdtempSync(join(tmpdir(), 'evidence-'))
afterAll(() => rmSync(folder, { recursive: true }))

keepsEvidence('a folder of files', keptEvidence(folder), (sha256) => appendFile(join(folder, sha256), '!'))
