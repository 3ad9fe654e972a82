import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** `config/service.json`: nothing here is secret, because `GET /settings.json` shows it to everyone. */
export const Settings = z
  .object({
    title: z.string().min(1).max(80),
    /** Records on a page of a list when the caller does not say. */
    'list.defaultLimit': z.int().min(1).max(200),
    /** The most records a caller may ask for at once. */
    'list.maximumLimit': z.int().min(1).max(200),
    /** The largest request body accepted, in bytes. */
    'requests.maximumBytes': z.int().min(1024).max(1_048_576),
  })
  .catchall(z.union([z.string(), z.number(), z.boolean()]))

export type Settings = z.infer<typeof Settings>

/** @throws when the file is missing or does not fit; a service with wrong settings must not start. */
export function readSettings(root: string): Settings {
  return Settings.parse(JSON.parse(readFileSync(join(root, 'config/service.json'), 'utf8')))
}
