import { allowed, type Guarded, refusedBy } from '#server/platform/guard.ts'

export type RevisionRefusal = 'notUnderReview'

const revisionRefused = refusedBy<RevisionRefusal>({
  notUnderReview: 'A design can be edited only while it is under review.',
})

/** May this change's design be edited now? Who may is a permission. Same answer for the page and the verb. */
export function mayRevise({ state }: { state: string }): Guarded<RevisionRefusal> {
  return state === 'designReview' ? allowed : revisionRefused('notUnderReview')
}

export type ResolveRefusal = 'notTheirs'

const resolveRefused = refusedBy<ResolveRefusal>({
  notTheirs: 'Only who wrote a comment, or who may edit the design, can mark it as resolved.',
})

export function mayResolve(facts: { personId: string; authorId: string; mayEdit: boolean }): Guarded<ResolveRefusal> {
  return facts.personId === facts.authorId || facts.mayEdit ? allowed : resolveRefused('notTheirs')
}
