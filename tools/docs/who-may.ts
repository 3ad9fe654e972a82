import { permissionRules, type Role, readPermissionRules, roleLabels, roles } from '#server/identity/index.ts'
import { code, type Page, referencePage, table } from './page.ts'

const halts = {
  refused: 'stops',
  humanMade: "only for a person's own commit",
  allowed: 'goes on',
} as const

const names = (held: readonly Role[]) => (held.length === roles.length ? 'everyone' : held.join(', '))

/** Who may do what, and what a halt means for it. */
export const permissions: Page = {
  path: 'docs/reference/permissions.md',
  render() {
    const acts = Object.entries(permissionRules).map(([permission, rule]) => [
      code(permission),
      names(rule.roles),
      [...rule.systems, ...(rule.owner ? ['owner of the data folder'] : [])].join(', '),
      halts[rule.whileHalted],
    ])
    const reads = Object.entries(readPermissionRules).map(([permission, held]) => [code(permission), names(held)])
    const byRole = roles.map((role) => [
      `${roleLabels[role]} (${code(role)})`,
      Object.entries(permissionRules)
        .filter(([, rule]) => rule.roles.length < roles.length && rule.roles.includes(role))
        .map(([permission]) => code(permission))
        .join(' '),
    ])
    return referencePage(
      'Permissions',
      '`server/identity/permissions.ts`',
      'A role allows an act in general; the guard of the act (`machine.ts` of its stage) decides about the case at hand. Agents may do none of it.',
      '## Acts',
      table(['Act', 'People', 'The system as', 'While halted'], acts),
      '## Reading',
      table(['Read', 'People'], reads),
      '## By role, beyond what everyone may',
      table(['Role', 'Acts'], byRole),
    )
  },
}
