import type { Finding, RuleText } from './schemas.ts'

/** A finding as a person reads it: what, where, what to do. Browser-safe. */
export interface ToldFinding extends Finding {
  title: string
  message: string
  remediation: string
  controls: readonly string[]
}

/** Puts a finding's arguments into its rule's sentence. A rule without text is a damaged policy. */
export function tell(finding: Finding, texts: Readonly<Record<string, RuleText>>): ToldFinding {
  const text = texts[finding.rule]
  if (!text) throw new Error(`the rule ${finding.rule} has no text`)
  const message = text.message.replace(/\{(\w+)\}/g, (_, name: string) => printed(finding.args[name]))
  return { ...finding, title: text.title, message, remediation: text.remediation, controls: text.controls }
}

function printed(value: unknown): string {
  if (value === null || value === undefined) return 'unknown'
  if (Array.isArray(value)) return value.map(printed).join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
