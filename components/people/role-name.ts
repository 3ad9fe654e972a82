import { roleLabels } from '#server/identity/vocabulary.ts'

/** What a role is called; one we do not know, by its own word. */
export function roleName(role: string): string {
  return roleLabels[role as keyof typeof roleLabels] ?? role
}
