import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Account, reachable } from './account.ts'

const elsewhere = '/var/lib/codex-dominion'

/**
 * The folder that holds the clusters of a data folder: the data folder itself, or, where PostgreSQL's account cannot
 * walk into it (root's home is 0700), a folder of our own, whose path `<data>/location` then names.
 */
export function clustersFolder(dataFolder: string, account: Account): string {
  mkdirSync(dataFolder, { recursive: true, mode: 0o755 })
  const location = join(dataFolder, 'location')
  if (existsSync(location)) return openFolder(readFileSync(location, 'utf8').trim())
  if (reachable(dataFolder, account)) return dataFolder
  const folder = join(elsewhere, randomBytes(6).toString('hex'))
  writeFileSync(location, `${folder}\n`)
  return openFolder(folder)
}

function openFolder(folder: string): string {
  mkdirSync(folder, { recursive: true })
  for (const path of [elsewhere, folder]) if (existsSync(path)) chmodSync(path, 0o755)
  return folder
}
