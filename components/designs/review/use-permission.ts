import { useMe } from '#components/shell/me.tsx'
import { mayAct, type Permission } from '#server/identity/permissions.ts'

/** Whether the reader's roles allow an act, as the verb will answer. */
export function usePermission(permission: Permission): ReturnType<typeof mayAct> {
  const { id, roles, practice } = useMe()
  return mayAct({ kind: 'person', id, roles, practice, sessionId: '' }, permission)
}
