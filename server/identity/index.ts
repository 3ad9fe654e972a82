export {
  haltRule,
  mayAct,
  mayRead,
  type Permission,
  type PermissionRefusal,
  type ReadPermission,
} from './permissions.ts'
export { type Actor, actorReference, type Role, roleLabels, roles, type SystemName } from './vocabulary.ts'
