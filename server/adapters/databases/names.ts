import { createHmac, randomBytes } from 'node:crypto'
import { sha256 } from '#server/platform/digest.ts'
import type { DatabaseGrant, DatabaseStage } from '#server/ports/databases.ts'

/** PostgreSQL cuts identifiers at 63 bytes without a word. */
const longest = 63
const temporaryPrefix = 'temporary_'

/** The one role and database of a service's stage. The password follows from the secret, so nothing need be stored. */
export function stageGrant(service: string, stage: DatabaseStage, secret: string): DatabaseGrant {
  const name = identifier(`${service}_${stage}`)
  return {
    database: name,
    role: name,
    password: createHmac('sha256', secret).update(`database:${name}`).digest('base64url'),
  }
}

/** Name of a database that goes away; it says when it was made, in seconds since 1970. */
export function temporaryGrant(purpose: string, now: Date): DatabaseGrant {
  const seconds = Math.floor(now.getTime() / 1000)
  const label = purpose
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .slice(0, 20)
  const name = `${temporaryPrefix}${seconds}_${randomBytes(6).toString('hex')}_${label}`
  return { database: name, role: name, password: randomBytes(24).toString('base64url') }
}

/** When a temporary database was made; null for any other name. */
export function madeAt(name: string): Date | null {
  const seconds = new RegExp(`^${temporaryPrefix}(\\d+)_`).exec(name)?.[1]
  return seconds === undefined ? null : new Date(Number(seconds) * 1000)
}

function identifier(text: string): string {
  if (!/^[a-z][a-z0-9_-]*$/.test(text)) throw new TypeError(`not a service name: ${text.slice(0, 80)}`)
  return text.length <= longest ? text : `${text.slice(0, longest - 17)}_${sha256(text).slice(0, 16)}`
}
