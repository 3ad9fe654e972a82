import * as z from 'zod/mini'
import { permitted } from '#server/governed.ts'
import { notFound } from '#server/platform/errors.ts'
import type { IntentDecision } from './classify.ts'
import { IntentSpec, ServiceName } from './schemas.ts'
import { workspaceExists } from './store.ts'
import { understand } from './understood.ts'
import type { Passage, Proposal, RemovedKind, Suspicion } from './vocabulary.ts'

export const ProposeIntent = z.object({
  service: ServiceName,
  text: z.string(),
  /** The form as the person has it now; null to read it from the words. */
  spec: z._default(z.nullable(IntentSpec), null),
})

/** What an intent would be if it were submitted now. */
export interface Proposed extends Proposal {
  /** As it would be stored: placeholders where something was taken out. */
  text: string
  removed: readonly { placeholder: string; kind: RemovedKind }[]
  /** Where in the words as typed it stands, to be marked for the person who typed them. */
  passages: readonly Passage[]
  suspicions: readonly Suspicion[]
  decision: IntentDecision
}

/**
 * Shows what the words come to, before anything is recorded: the form to edit, what was taken out, kind and tier with the
 * words that decided. Nothing is stored.
 * @throws Failure `invalidInput` for text that cannot be read, `notFound` for an unknown service.
 */
export const propose = permitted(
  'workspace.read',
  ProposeIntent,
  async (from, { service, text, spec: form }): Promise<Proposed> => {
    if (!(await workspaceExists(from, service))) throw notFound('service')
    const { sanitised, proposal, spec, classified } = await understand(service, text, form)
    const removed = sanitised.removed.map(({ placeholder, kind }) => ({ placeholder, kind }))
    const { text: clean, suspicions, passages } = sanitised
    const settled = form ? ({ fit: 'fits', reason: null } as const) : {}
    return { ...proposal, ...settled, spec, text: clean, removed, passages, suspicions, decision: classified.decision }
  },
)
