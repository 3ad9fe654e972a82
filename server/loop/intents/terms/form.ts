import type { IntentSpec } from '#server/loop/intents/schemas.ts'
import { termsOf } from '#server/policy/index.ts'
import type { Term } from '#server/policy/schemas.ts'

/**
 * The words of the form count like the words of the text, so that a form cannot ask for what the text does not say. They
 * stand nowhere in the text: each has the place `at`, where the text ends.
 */
export function formTerms(spec: IntentSpec, at: number): Term[] {
  const words = wordsIn(spec)
    .join(' . ')
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, ' ')
  return termsOf(words).map(({ term }) => ({ term, start: at, end: at }))
}

function wordsIn(spec: IntentSpec): string[] {
  switch (spec.shape) {
    case 'resource':
      return [spec.entity.name, ...spec.entity.fields.map(({ name }) => name)]
    case 'addField':
      return [spec.entity, spec.field.name]
    case 'validation':
      return [spec.entity, spec.field]
    case 'config':
      return [spec.key.replaceAll('.', ' '), String(spec.value)]
    case 'docs':
      return [spec.title]
    case 'readEndpoint':
    case 'listPage':
      return [spec.entity]
  }
}
