import type { WorkspaceModel } from '#server/loop/intents/schemas.ts'
import type { Proposal } from '#server/loop/intents/vocabulary.ts'
import { addField } from './add-field.ts'
import { beyond } from './beyond.ts'
import { clausesOf } from './clauses.ts'
import { config } from './config.ts'
import { docs } from './docs.ts'
import { listPage } from './list-page.ts'
import type { Piece } from './piece.ts'
import { checked, noTemplate, type Reading, type Recogniser } from './proposal.ts'
import { readEndpoint } from './read-endpoint.ts'
import { resource } from './resource.ts'
import { validation } from './validation.ts'

/** In this order: the first that knows its shape answers, for or against. */
const recognisers: readonly Recogniser[] = [docs, listPage, readEndpoint, resource, config, validation, addField]

/**
 * Reads a sanitised intent with a grammar and no model: same words, same answer, a few milliseconds. It proposes; the person
 * edits and decides. Words it cannot place make it say so instead of guessing.
 */
export function structure(text: string, model: WorkspaceModel): Proposal {
  const whole: Piece = { text, start: 0 }
  const clauses = clausesOf(whole)
  if (!clauses) return noTemplate('The text does not say what should change.', ['What should be different afterwards?'])
  const ask = { ...clauses, whole, model }
  const refusals: Extract<Reading, { refusal: string }>[] = []
  for (const recognise of recognisers) {
    const answer = recognise(ask)
    if (answer === null) continue
    if ('spec' in answer) return proposed(answer, clauses.rest)
    refusals.push(answer)
  }
  return unfit(text, refusals)
}

function proposed(
  { spec, spans, inferred, questions, used }: Extract<Reading, { spec: unknown }>,
  rest: readonly Piece[],
): Proposal {
  const unread = rest.filter((clause) => !used.some((piece) => piece.start === clause.start))
  if (unread.length > 0) {
    const words = unread.map(({ text }) => `“${text}”`).join(' and ')
    const about = beyond(unread.map(({ text }) => text).join('. '))
    const why = about ? `, which is about ${about.about}` : ''
    return noTemplate(
      `Part of this fits no template: ${words}${why}. Leave it out, or ask for it in an intent of its own.`,
    )
  }
  const wrong = checked(spec)
  return wrong ? noTemplate(wrong) : { spec, spans, inferred, questions, fit: 'fits', reason: null }
}

const offered =
  'They build: an endpoint to register and list something new, a question about what is kept (how many, one by id, those with a value), a field, a rule on a field, a page that lists, a setting, a page of documentation.'

function unfit(text: string, [first]: readonly Extract<Reading, { refusal: string }>[]): Proposal {
  const about = beyond(text)
  if (first && !about) return noTemplate(first.refusal, first.questions)
  if (about)
    return noTemplate(
      `No template fits: this is about ${about.about} (“${about.words}”), which the templates do not build. ${offered}`,
    )
  return noTemplate(`No template fits these words. ${offered}`)
}
