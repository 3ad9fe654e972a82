import type { Actor } from '#server/identity/index.ts'
import { ports } from '#server/ports/wired.ts'
import { readWorkspaceModel } from '#server/workspaces/index.ts'
import { type Classified, classify } from './classify.ts'
import { sanitise, sanitiseForm } from './sanitise/index.ts'
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
  const words = sanitise(text)
  const model = await readWorkspaceModel(ports().git, service)
  const proposal = structure(words.text, model)
  const { spec, sanitised } = form ? withForm(words, form) : { spec: proposal.spec, sanitised: words }
  return { sanitised, proposal, spec, classified: await classify(sanitised, spec) }
}

/** The form is cleaned like the words; what was found in either counts for both. */
function withForm(words: Sanitised, form: IntentSpec): { spec: IntentSpec; sanitised: Sanitised } {
  const { spec, removed, suspicions } = sanitiseForm(form, words.removed)
  const sanitised = {
    text: words.text,
    removed: [...words.removed, ...removed],
    suspicions: [...words.suspicions, ...suspicions],
  }
  return { spec, sanitised }
}

export const authorOf = (actor: Actor): string => (actor.kind === 'person' ? actor.id : 'system')
