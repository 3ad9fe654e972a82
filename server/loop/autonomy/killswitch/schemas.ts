import * as z from 'zod/mini'
import { clearanceKinds, haltSources } from './vocabulary.ts'

/** Any name may be halted, known or not: stopping never waits for spelling. */
const HaltedService = z
  .string()
  .check(z.regex(/^[A-Za-z][A-Za-z0-9._-]{0,63}$/, 'A service name: letters, digits, dots and dashes.'))

export const Engage = z.object({
  /** Null halts everything. */
  service: z.nullable(HaltedService),
  /** Cut rather than refused: stopping never waits for fewer words. The database holds no NUL. */
  reason: z.string().check(
    z.overwrite((words) => words.replaceAll('\0', '')),
    z.trim(),
    z.overwrite((words) => words.slice(0, 2000)),
  ),
  source: z.enum(haltSources),
  /** Names a line of the break-glass journal, so that it is merged once. */
  journalId: z._default(z.nullable(z.string()), null),
})
export type Engage = z.infer<typeof Engage>

export const Clear = z.object({
  haltId: z.string(),
  kind: z.enum(clearanceKinds),
  /** The directive's or clearance's number, or where it can be read. */
  reference: z.string().check(z.trim(), z.minLength(3, 'Name the directive, clearance or change.'), z.maxLength(300)),
})
export type Clear = z.infer<typeof Clear>

export const Resume = z.object({ haltId: z.string() })
export const ReadHalts = z.object({})
