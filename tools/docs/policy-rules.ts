import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { packageRoot } from '#server/platform/env.ts'
import { code, type Page, referencePage, table } from './page.ts'

const Rules = z.object({
  texts: z.record(
    z.string(),
    z.object({
      title: z.string(),
      description: z.string(),
      severity: z.string(),
      stage: z.string(),
      origins: z.array(z.string()),
      needs: z.array(z.string()),
      message: z.string(),
      remediation: z.string(),
      controls: z.array(z.string()),
      path: z.string(),
    }),
  ),
})
type Text = z.infer<typeof Rules>['texts'][string]

/** What `policy build` made of the METADATA of every rule. */
export function policyRules(): [rule: string, text: Text][] {
  const file = join(packageRoot, 'policies/dist/rules.json')
  return Object.entries(Rules.parse(JSON.parse(readFileSync(file, 'utf8'))).texts)
}

function section([rule, text]: [string, Text]): string {
  const { title, description, severity, stage, origins, needs, message, remediation, controls, path } = text
  return [
    `### ${rule}`,
    `${title}. ${description}`,
    [
      `- Says: ${message}`,
      `- Remedy: ${remediation}`,
      `- ${severity}, judged at ${code(stage)}, for ${origins.join(' and ')} work; needs ${needs.map(code).join(', ')}`,
      `- Supports: ${controls.join(', ')}`,
      `- [${path}](../../${path})`,
    ].join('\n'),
  ].join('\n\n')
}

function controlTable(rules: readonly [string, Text][]): string {
  const controls = [...new Set(rules.flatMap(([, text]) => text.controls))].sort()
  const rows = controls.map((control) => [
    control,
    rules
      .filter(([, text]) => text.controls.includes(control))
      .map(([rule]) => `[${rule}](#${rule.replaceAll('.', '')})`)
      .join(', '),
  ])
  return table(['Control', 'Rules that support it'], rows)
}

/** Every rule of the policy in force, in the words its authors gave it. */
export const policyRulesPage: Page = {
  path: 'docs/reference/policy-rules.md',
  render() {
    const rules = policyRules()
    return referencePage(
      'Policy rules',
      '`policies/dist/rules.json`',
      `${rules.length} rules. A verdict allows only when every rule that applies was evaluated on complete evidence and none that blocks found anything; see [guard.rego](../../policies/guard.rego).`,
      '## By control',
      controlTable(rules),
      '## Rules',
      ...rules.map(section),
    )
  },
}
