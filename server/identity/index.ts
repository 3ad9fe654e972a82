export { type CreatedToken, createToken } from './api-tokens/create-token.ts'
export { listTokens } from './api-tokens/list-tokens.ts'
export { holderOfToken, type TokenHolder } from './api-tokens/read-token.ts'
export { revokeToken } from './api-tokens/revoke-token.ts'
export { choosePassword } from './choose-password.ts'
export { type FirstPeople, firstPeople } from './first-people.ts'
export { listPeople } from './list-people.ts'
export type { SessionKind } from './numbers.ts'
export { addPerson, namesOf } from './people.ts'
export {
  mayAct,
  type Permission,
  type PermissionRefusal,
  permissionRules,
  type ReadPermission,
  readPermissionRules,
} from './permissions.ts'

export {
  actorOfSession,
  type BegunSession,
  type PersonActor,
  readSession,
  type SignedIn,
  signOut,
  signOutEverywhere,
} from './sessions.ts'
export { practiceTeam, signInAsPractice, signInWithCode, signInWithPassword } from './sign-in.ts'
export { type Actor, actorReference, type Role, roleLabels, roles, type SystemName } from './vocabulary.ts'
