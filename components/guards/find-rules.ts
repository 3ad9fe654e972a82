import type { PolicyRule } from '#server/loop/guards/vocabulary.ts'

/** Rules in which every word that was typed occurs; all of them when nothing was. */
export function findRules(rules: readonly PolicyRule[], typed: string | null): readonly PolicyRule[] {
  const sought = (typed ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  return rules.filter((rule) => {
    const text = textOf(rule)
    return sought.every((word) => text.includes(word))
  })
}

function textOf({
  id,
  title,
  description,
  message,
  remediation,
  severity,
  stage,
  needs,
  controls,
}: PolicyRule): string {
  return [id, title, description, message, remediation, severity, stage, ...needs, ...controls].join('\n').toLowerCase()
}
