import { actorOfSession, type PersonActor, practiceTeam, type Role, signInAsPractice } from '#server/identity/index.ts'

export type People = Readonly<Record<Role, PersonActor>>

/** Signs the whole practice team in, each with a session of their own. */
export async function cast(): Promise<People> {
  const team = await practiceTeam()
  const people = await Promise.all(
    team.map(async ({ id, roles: [role] }) => {
      const actor = await actorOfSession((await signInAsPractice(id, 'cli')).token)
      if (!role || !actor) throw new Error('a practice person cannot sign in')
      return [role, actor] as const
    }),
  )
  return Object.fromEntries(people) as Record<Role, PersonActor>
}
