import type { Actor } from '#server/identity/index.ts'
import { Failure } from '#server/platform/errors.ts'
import { ports } from '#server/ports/wired.ts'
import { readWorkspaceModel } from '#server/workspaces/index.ts'
import { type Classified, classify } from './classify.ts'
import { sanitise, sanitiseForm } from './sanitise/index.ts'
import type { IntentSpec } from './schemas.ts'
import { structure } from './structure/index.ts'
import { type Proposal, type Removed, removedKinds, type Sanitised } from './vocabulary.ts'

export interface Understood {
  sanitised: Sanitised
  proposal: Proposal
  spec: IntentSpec | null
  classified: Classified
}

/**
 * Everything there is to know of an intent before it is recorded: cleaned, structured, classified, without a model. A form
 * the person filled in wins over what the grammar reads.
 * @throws Failure `invalidInput` when the form is for another service.
 */
export async function understand(
  service: string,
  text: string,
  form: IntentSpec | null,
  origin: 'person' | 'store' = 'person',
): Promise<Understood> {
  if (form && form.service !== service) throw otherService
  const words = sanitise(text, origin)
  const model = await readWorkspaceModel(ports().git, service)
  const proposal = structure(words.text, model)
  const { spec, sanitised } = form ? withForm(words, form) : { spec: proposal.spec, sanitised: words }
  return { sanitised, proposal, spec, classified: await classify(sanitised, spec) }
}

/** The form is cleaned like the words; what was found in either counts for both. */
function withForm(words: Sanitised, form: IntentSpec): { spec: IntentSpec; sanitised: Sanitised } {
  const { spec, removed, suspicions } = sanitiseForm(form, [...words.removed, ...placeholdersIn(words)])
  const sanitised = {
    ...words,
    removed: [...words.removed, ...removed],
    suspicions: [...words.suspicions, ...suspicions],
  }
  return { spec, sanitised }
}

/** Those of an earlier revision; their values are encrypted in the ledger and not needed here. */
function placeholdersIn({ text, removed }: Sanitised): Removed[] {
  return [...new Set(text.match(/⟦[A-Z_]+_\d+⟧/g) ?? [])]
    .filter((placeholder) => !removed.some((each) => each.placeholder === placeholder))
    .flatMap((placeholder) => {
      const kind = removedKinds.find((each) => placeholder.startsWith(`⟦${each}_`))
      return kind ? [{ placeholder, kind, value: placeholder }] : []
    })
}

const otherService = new Failure(
  'invalidInput',
  'otherService',
  'The form names another service than the one this is asked for. Nothing was changed. Ask for it there.',
)

export const authorOf = (actor: Actor): string => (actor.kind === 'person' ? actor.id : 'system')
