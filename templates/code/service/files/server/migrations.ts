import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from './database.ts'

/** One number for everyone who migrates this database, so that two starts at once take turns. */
const LOCK = 7_270_736

/**
 * Applies the files of `folder` that this database has not seen, in order of name, each in a transaction of its own.
 * Applied files that the folder no longer has are left alone: an older version may start on a newer database.
 * @returns the names it applied.
 * @throws when an applied file has changed since.
 */
export async function migrate(database: Database, folder: string): Promise<string[]> {
  const applied: string[] = []
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()) {
    if (await apply(database, name, readFileSync(join(folder, name), 'utf8'))) applied.push(name)
  }
  return applied
}

async function apply(database: Database, name: string, sql: string): Promise<boolean> {
  const checksum = createHash('sha256').update(sql).digest('hex')
  let isNew = false
  await database.transaction(async (query) => {
    await query('select pg_advisory_xact_lock($1)', [LOCK])
    await query(`create table if not exists "_migrations" (
      "name" text primary key, "checksum" text not null, "applied_at" timestamptz not null default now())`)
    const [known] = await query<{ checksum: string }>('select "checksum" from "_migrations" where "name" = $1', [name])
    if (known && known.checksum !== checksum) throw new Error(`${name} changed after it was applied.`)
    if (known) return
    await query(sql)
    await query('insert into "_migrations" ("name", "checksum") values ($1, $2)', [name, checksum])
    isNew = true
  })
  return isNew
}
