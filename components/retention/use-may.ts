'use client'
import { useMe } from '#components/shell/me.tsx'
import { mayAct, type Permission } from '#server/identity/permissions.ts'

/** Why the reader may not, in the guard's words; null when they may. */
export function useRefusal(permission: Permission): string | null {
  const { id, roles, practice } = useMe()
  const may = mayAct({ kind: 'person', id, roles, practice, sessionId: '' }, permission)
  return may.allowed ? null : may.sentence
}
