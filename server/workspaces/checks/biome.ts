import * as z from 'zod/mini'
import type { SandboxResult } from '#server/ports/sandbox.ts'
import { finding, type Reading, relativePath } from './result.ts'

const Report = z.object({
  summary: z.object({ changed: z.number(), unchanged: z.number(), errors: z.number() }),
  diagnostics: z.array(
    z.object({
      severity: z.string(),
      category: z.nullable(z.string()),
      message: z.unknown(),
      location: z.nullish(z.object({ path: z.unknown(), start: z.nullish(z.object({ line: z.number() })) })),
    }),
  ),
})

/** Biome's JSON report on standard output. Null when there is none; a report about no file is no statement. */
export function readBiome(ran: SandboxResult): Reading | null {
  const parsed = z.safeParse(Report, parse(ran.stdout))
  if (!parsed.success) return null
  const { summary, diagnostics } = parsed.data
  const filesScanned = summary.changed + summary.unchanged
  if (filesScanned === 0 && summary.errors === 0) return null
  const findings = diagnostics
    .filter(({ severity }) => severity === 'error' || severity === 'fatal')
    .map(({ category, message, location }) =>
      finding(category ?? 'biome', words(message), pathOf(location?.path), location?.start?.line ?? null),
    )
  const passed = ran.exitCode === 0 && summary.errors === 0
  return { completed: true, passed, findings, measures: { filesScanned, errors: summary.errors } }
}

/** Older reports wrap the path in an object. */
function pathOf(path: unknown): string | null {
  const text = typeof path === 'string' ? path : (Object(path) as { file?: unknown }).file
  return typeof text === 'string' && text !== '' ? relativePath(text) : null
}

function contentOf(piece: unknown): string {
  const { content } = Object(piece) as { content?: unknown }
  return typeof content === 'string' ? content : ''
}

/** A message is text or a list of pieces. */
function words(message: unknown): string {
  if (typeof message === 'string') return message
  if (Array.isArray(message)) return message.map(contentOf).join('')
  return ''
}

function parse(text: string): unknown {
  const start = text.indexOf('{')
  try {
    return JSON.parse(text.slice(start, text.lastIndexOf('}') + 1))
  } catch {
    return null
  }
}
