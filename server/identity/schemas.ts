import * as z from 'zod/mini'
import { apiTokens } from './numbers.ts'
import { type ReadPermission, readPermissions } from './permissions.ts'
import { roles } from './vocabulary.ts'

/** What the acts of this module take. Browser-safe. */

export const DisplayName = z.string().check(z.trim(), z.minLength(1, 'Enter a name.'), z.maxLength(80))
export const Email = z.pipe(z.string().check(z.trim(), z.toLowerCase()), z.email('Enter an e-mail address.'))
/** NIST SP 800-63B §3.1.1.2: at least 15 characters where a password is the only factor, and no rule about their mix. */
export const Password = z
  .string()
  .check(z.minLength(15, 'Use at least 15 characters; a short sentence is easy to remember.'), z.maxLength(256))

export const AddPerson = z.object({
  displayName: DisplayName,
  email: z.nullable(Email),
  roles: z.array(z.enum(roles)).check(z.minLength(1, 'Choose at least one role.')),
})

export const AddPracticeTeam = z.object({})
export const ChoosePassword = z.object({ email: Email, password: Password })
/** A role that nobody has matches nobody. */
export const ListPeople = z.object({ role: z._default(z.nullable(z.string()), null) })
export const NamesOf = z.object({ ids: z.array(z.string()).check(z.maxLength(200)) })

export const CreateToken = z.object({
  name: z.string().check(z.trim(), z.minLength(1, 'Say what the token is for.'), z.maxLength(80)),
  scopes: z
    .array(z.enum(readPermissions as [ReadPermission, ...ReadPermission[]]))
    .check(z.minLength(1, 'Choose at least one scope.'), z.maxLength(50)),
  days: z._default(z.int().check(z.minimum(1), z.maximum(apiTokens.days)), 90),
})
export const RevokeToken = z.object({ tokenId: z.string() })
