import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import * as z from 'zod/mini'
import type { Actor } from '#server/identity/index.ts'
import { env } from '#server/platform/env.ts'
import { logger } from '#server/platform/logger.ts'
import { engage } from './engage.ts'
import { Engage } from './schemas.ts'

/**
 * The break-glass journal: whoever owns the data folder can halt with everything else dead. One JSON line a halt, each
 * naming the sha256 of the line before. `ops/killswitch/cli.mjs` writes it; this merges it.
 */
const Line = z.object({
  id: z.string(),
  at: z.string(),
  service: Engage.shape.service,
  reason: z.string(),
  previous: z.string(),
})

/** A line is on disk whole within this time of its first byte; one without an end after that was cut off. */
const writtenWithinMs = 100

const owner: Actor = { kind: 'owner' }
const folder = () => join(env().DOMINION_DATA, 'halt')

/**
 * Engages every journalled halt that was not merged yet, and acknowledges each in `halt/acknowledged/<id>`. A line that
 * cannot be read halts everything: stopping too much is safe.
 * @returns how many lines were merged.
 */
export async function mergeJournal(): Promise<number> {
  const text = await readJournal()
  let merged = 0
  let previous = ''
  for (const line of text.split('\n').filter(Boolean)) {
    const digest = createHash('sha256').update(line).digest('hex')
    if (!(await acknowledged(digest))) {
      await mergeLine(line, digest, previous)
      merged += 1
    }
    previous = digest
  }
  return merged
}

async function readJournal(): Promise<string> {
  const read = () => readFile(join(folder(), 'journal.ndjson'), 'utf8').catch(absent)
  const text = await read()
  if (text === '' || text.endsWith('\n')) return text
  await pause(writtenWithinMs)
  return await read()
}

async function mergeLine(line: string, digest: string, previous: string): Promise<void> {
  const parsed = Line.safeParse(tryJson(line))
  const intact = parsed.success && parsed.data.previous === previous
  if (!intact) logger.error('halt journal line is damaged; halting everything', { digest })
  const { service, reason } = intact ? parsed.data : { service: null, reason: 'damaged journal line' }
  const { alreadyHalted, scope } = await engage(owner, { service, reason, source: 'journal', journalId: digest })
  await mkdir(join(folder(), 'acknowledged'), { recursive: true })
  await writeFile(join(folder(), 'acknowledged', digest), JSON.stringify({ scope, alreadyHalted }))
}

async function acknowledged(digest: string): Promise<boolean> {
  return (await readFile(join(folder(), 'acknowledged', digest), 'utf8').catch(absent)) !== ''
}

function absent(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return ''
  throw error
}

function tryJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
