import type { Actor } from '#server/identity/index.ts'
import { ports } from '#server/ports/wired.ts'
import { readWorkspaceModel } from '#server/workspaces/index.ts'
import { type Classified, classify } from './classify.ts'
import { sanitise } from './sanitise/index.ts'
import type { IntentSpec } from './schemas.ts'
import { structure } from './structure/index.ts'
import type { Proposal, Sanitised } from './vocabulary.ts'

export interface Understood {
  sanitised: Sanitised
  proposal: Proposal
  spec: IntentSpec | null
  classified: Classified
}

/**
 * Everything there is to know of an intent before it is recorded: cleaned, structured, classified, without a model. A form
 * the person filled in wins over what the grammar reads.
 */
export async function understand(service: string, text: string, form: IntentSpec | null): Promise<Understood> {
  const sanitised = sanitise(text)
  const model = await readWorkspaceModel(ports().git, service)
  const proposal = structure(sanitised.text, model)
  const spec = form ?? proposal.spec
  return { sanitised, proposal, spec, classified: await classify(sanitised, spec) }
}

export const authorOf = (actor: Actor): string => (actor.kind === 'person' ? actor.id : 'system')
