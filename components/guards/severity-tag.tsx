import * as en from '#components/messages/en.ts'
import { Tag, type Tone } from '#components/ui/tag.tsx'

const tones: Readonly<Record<string, Tone>> = { low: 'quiet', medium: 'warn', high: 'bad', critical: 'bad' }

export const severityTone = (severity: string): Tone => tones[severity] ?? 'bad'

export function SeverityTag({ severity }: { severity: string }) {
  const words: Readonly<Record<string, string>> = en.changes.tiers
  return <Tag tone={severityTone(severity)}>{words[severity] ?? severity}</Tag>
}
