import { createHash } from 'node:crypto'

/** What every sample is made of: the same bytes on every day and every machine. */

export const sha = (text: string) => createHash('sha256').update(text).digest('hex')
export const artifact = `sha256:${sha('artifact')}`
export const commit = sha('commit').slice(0, 40)
export const moment = '2026-11-25T12:00:00.000Z'
export const entryId = '01900000-0000-7000-8000-000000000001'

export const frame = {
  changeId: 'chg_sample',
  runId: 'run_sample',
  riskTier: 'medium',
  subjects: [{ name: 'subject', sha256: sha('subject') }],
  materials: [{ name: 'material', sha256: sha('material') }],
} as const satisfies object
